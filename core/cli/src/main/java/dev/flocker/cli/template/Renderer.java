package dev.flocker.cli.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renders trees and files with one set of variables. Not safe for several threads. */
public final class Renderer {

  private static final Pattern SOLE = Pattern.compile("\\{\\{\\s*([\\w-]+(\\.[\\w-]+)*)\\s*}}");
  private static final int DEPTH = 50;

  /** Of lists and mappings within one another, variables expanded. */
  private static final int LEVELS = 100;

  /** The variable that holds the facts of a node. */
  public static final String FACTS = "facts";

  private final Variables variables;
  private final Handlebars handlebars;
  private final Set<Tree> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What is no template, whatever it looks like. */
  private final Set<Tree> said = Collections.newSetFromMap(new IdentityHashMap<>());

  private int levels;
  private boolean secret;
  private boolean usedFacts;

  /**
   * @param folder that {@code {{file "name"}}} looks in
   * @param environment that {@code {{env "NAME"}}} looks in
   */
  public Renderer(Variables variables, Path folder, Map<String, String> environment) {
    this.variables = variables;
    variables.get(FACTS).ifPresent(this::literal);
    this.handlebars =
        new Handlebars()
            .with(new Helpers(folder, environment).registry())
            .with(EscapingStrategy.NOOP)
            .prettyPrint(true);
    handlebars.registerHelperMissing(
        (context, options) -> {
          throw new Helpers.Missing(options.helperName);
        });
  }

  /**
   * Renders every scalar. A scalar that is one variable alone becomes whatever that is, a list or a
   * mapping too; a scalar into which a secret went is secret.
   *
   * @return null if there was a problem, which is then reported
   */
  public @Nullable Tree render(Tree tree, Problems problems) {
    return switch (tree) {
      case Tree.Scalar s -> attempt(() -> scalar(s), problems);
      case Tree.Sequence s -> {
        List<Tree> items = new ArrayList<>();
        for (Tree item : s.items()) {
          Tree rendered = render(item, problems);
          if (rendered != null) {
            items.add(rendered);
          }
        }
        yield items.size() == s.items().size() ? new Tree.Sequence(s.place(), items) : null;
      }
      case Tree.Mapping m -> {
        List<Tree.Entry> entries = new ArrayList<>();
        for (Tree.Entry e : m.entries()) {
          Tree rendered = render(e.value(), problems);
          if (rendered != null) {
            entries.add(new Tree.Entry(e.place(), e.key(), rendered));
          }
        }
        yield entries.size() == m.entries().size() ? new Tree.Mapping(m.place(), entries) : null;
      }
    };
  }

  /**
   * Renders a file.
   *
   * @return null if there was a problem, which is then reported
   * @throws IllegalArgumentException with cause and remedy, if the file cannot be read
   */
  public @Nullable String file(Path path, Problems problems) {
    Source source = new Source(TextFile.text(path), Place.of(TextFile.shown(path)));
    return attempt(() -> text(source), problems);
  }

  /** Takes a tree as it is wherever it is met: what nodes say of themselves, or another format. */
  public void literal(Tree tree) {
    switch (tree) {
      case Tree.Scalar s -> said.add(s);
      case Tree.Sequence s -> s.items().forEach(this::literal);
      case Tree.Mapping m -> m.entries().forEach(e -> literal(e.value()));
    }
  }

  /** Whether anything rendered so far asked for a fact. */
  public boolean usedFacts() {
    return usedFacts;
  }

  private @Nullable Tree lookup(String name) {
    usedFacts |= name.equals(FACTS);
    return variables.get(name).orElse(null);
  }

  private interface Attempt<T> {
    T get();
  }

  private static <T> @Nullable T attempt(Attempt<T> attempt, Problems problems) {
    try {
      return attempt.get();
    } catch (TemplateError e) {
      problems.add(e.problem());
      return null;
    }
  }

  private Tree scalar(Tree.Scalar scalar) {
    String text = scalar.text();
    if (text == null) {
      return scalar;
    }
    Source source = Source.of(scalar, text);
    if (!source.isTemplate() || said.contains(scalar)) {
      return scalar;
    }
    if (!open.add(scalar) || open.size() > DEPTH) {
      throw source.error(
          scalar.place(), "the variable " + text + " is made of itself", "break the circle");
    }
    boolean outer = secret;
    secret = scalar.secret();
    try {
      Tree sole = sole(source);
      if (sole instanceof Tree.Mapping || sole instanceof Tree.Sequence) {
        return at(scalar.place(), sole);
      }
      String rendered = text(source);
      return new Tree.Scalar(scalar.place(), rendered, scalar.quoted(), secret);
    } finally {
      open.remove(scalar);
      secret |= outer;
    }
  }

  /** What a template refers to that is one variable and nothing else. */
  private @Nullable Tree sole(Source source) {
    Matcher m = SOLE.matcher(source.text().strip());
    return m.matches() && !Helpers.NAMES.contains(m.group(1))
        ? find(m.group(1)).orElse(null)
        : null;
  }

  /** The variable of a dotted path, rendered. */
  private Optional<Tree> find(String path) {
    String[] parts = path.split("\\.");
    Optional<Tree> found = Optional.ofNullable(lookup(parts[0])).map(this::tree);
    for (int i = 1; i < parts.length; i++) {
      String key = parts[i];
      found =
          found
              .flatMap(t -> t instanceof Tree.Mapping m ? m.get(key) : Optional.empty())
              .map(this::tree);
    }
    return found;
  }

  private Tree tree(Tree tree) {
    return tree instanceof Tree.Scalar s ? scalar(s) : tree;
  }

  /** A variable's list or mapping, rendered; problems in it are at the place that uses it. */
  private Tree at(Place place, Tree tree) {
    if (++levels > LEVELS) {
      throw new TemplateError(
          new Problem(
              place,
              "template",
              "variables expand to more than " + LEVELS + " levels",
              "make them flatter"));
    }
    try {
      return switch (tree) {
        case Tree.Scalar s -> {
          Tree t = scalar(s);
          yield t instanceof Tree.Scalar r
              ? new Tree.Scalar(place, r.text(), r.quoted(), r.secret())
              : at(place, t);
        }
        case Tree.Sequence s ->
            new Tree.Sequence(place, s.items().stream().map(i -> at(place, i)).toList());
        case Tree.Mapping m ->
            new Tree.Mapping(
                place,
                m.entries().stream()
                    .map(e -> new Tree.Entry(place, e.key(), at(place, e.value())))
                    .toList());
      };
    } finally {
      levels--;
    }
  }

  /** What Handlebars sees. */
  private Object value(Tree tree) {
    return switch (tree) {
      case Tree.Mapping m -> Scope.of(m, this::value);
      case Tree.Sequence s -> Scope.list(s, this::value);
      case Tree.Scalar s -> {
        Tree rendered = scalar(s);
        if (!(rendered instanceof Tree.Scalar r)) {
          yield value(rendered);
        }
        secret |= r.secret();
        String text = r.text() == null ? "" : r.text();
        boolean bool = !r.quoted() && (text.equals("true") || text.equals("false"));
        yield bool ? (Object) Boolean.valueOf(text) : text;
      }
    };
  }

  private String text(Source source) {
    source.refuseJinja();
    Template template = null;
    try {
      template = handlebars.compileInline(source.text());
      Scope scope = new Scope(variables.names(), this::lookup, this::value);
      sections(template, source);
      return template.apply(Context.newBuilder(scope).resolver(MapValueResolver.INSTANCE).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw translated(e, source, template);
    } catch (StackOverflowError e) { // Handlebars has no limit of its own
      throw source.error(source.place(), "nests blocks too deep", "write fewer within one another");
    }
  }

  /** Handlebars renders a block of an unknown name as nothing. */
  private void sections(Template template, Source source) {
    for (String name : template.collect(com.github.jknack.handlebars.TagType.SECTION)) {
      if (!Helpers.NAMES.contains(name)
          && name.matches("[\\w-]+")
          && !variables.names().contains(name)
          && !source.text().contains("{{#each")) {
        throw unknown(name, source);
      }
    }
  }

  private TemplateError translated(RuntimeException e, Source source, @Nullable Template template) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof TemplateError known) {
        return known;
      }
      if (t instanceof Helpers.Missing missing) {
        return unknown(missing.name(), source);
      }
      if (t instanceof Helpers.Undefined) {
        return unknown(undefinedParameter(template), source);
      }
      if (t instanceof IllegalArgumentException bad
          && String.valueOf(bad.getMessage()).contains("; ")) {
        return new TemplateError(Problem.of(source.place(), "template", bad));
      }
    }
    if (e instanceof HandlebarsException h && h.getError() != null) {
      String reason = String.valueOf(h.getError().reason);
      return source.error(
          source.at(Math.max(0, h.getError().line - 1), Math.max(0, h.getError().column)),
          "is not Handlebars: " + reason.lines().findFirst().orElse("syntax error"),
          "write {{name}}, {{#if name}}...{{/if}}, or \\{{ for braces that are meant as such");
    }
    return source.error(source.place(), "does not render: " + e.getMessage(), "correct it");
  }

  private String undefinedParameter(@Nullable Template template) {
    List<String> names = template == null ? List.of() : template.collectReferenceParameters();
    return names.stream().filter(n -> find(n).isEmpty()).findFirst().orElse("a helper's variable");
  }

  private TemplateError unknown(String name, Source source) {
    String root = name.split("\\.")[0];
    if (root.equals(FACTS) && !variables.names().contains(FACTS)) {
      return source.error(
          source.find(name),
          "facts are known only after the nodes were asked, and this is needed before",
          "use a variable");
    }
    String remedy =
        Nearest.to(root, variables.names())
            .filter(n -> !n.equals(root))
            .map(n -> "did you mean \"" + n + "\"?")
            .orElse("define it under vars, in the inventory, or with -e " + root + "=...");
    return source.error(source.find(name), "there is no variable \"" + name + "\"", remedy);
  }
}
