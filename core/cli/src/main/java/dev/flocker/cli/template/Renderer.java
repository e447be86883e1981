package dev.flocker.cli.template;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
  private final Variables ansible;
  private final HostRenderers hosts;
  private final Controller controller;
  private final Trace trace;
  private final HandlebarsText handlebars;
  private final Jinja jinja;
  private final Tags tags;
  private final Set<Tree> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What went into templates. */
  private final Map<String, Place> secrets = new LinkedHashMap<>();

  /** A variable's tree, not rendered, and the renderer of the host that it is of. */
  private record Found(Renderer owner, Tree tree) {}

  /**
   * For variables that are no host's.
   *
   * @param folder that {@code {{file "name"}}} looks in
   */
  public Renderer(Variables variables, Path folder, Controller controller) {
    this(
        new HostRenderers.Sight(variables, Variables.NONE),
        new HostRenderers(
            Set.of(),
            host -> new HostRenderers.Sight(Variables.NONE, Variables.NONE),
            folder,
            controller),
        folder,
        controller);
  }

  Renderer(HostRenderers.Sight sight, HostRenderers hosts, Path folder, Controller controller) {
    this.variables = sight.all();
    this.ansible = sight.ansible();
    this.hosts = hosts;
    this.controller = controller;
    this.trace = hosts.trace();
    this.tags = new Tags(controller);
    variables.get(FACTS).ifPresent(tags::literal);
    Map<String, String> environment = controller.environment();
    Scope scope = scope();
    this.handlebars =
        new HandlebarsText(
            scope,
            name -> find(name).isPresent(),
            new Helpers(
                    environment,
                    file -> text(folder.resolve(file)),
                    command -> secret(controller.pipes().read(command, folder), command))
                .registry());
    this.jinja = new Jinja(scope, environment, file -> text(folder.resolve(file)));
  }

  private Scope scope() {
    return new Scope(variables.names(), this::value);
  }

  /**
   * Renders every scalar. A scalar that is one variable alone becomes whatever that is, a list or a
   * mapping too; a scalar into which a secret went is secret.
   *
   * @return null if there was a problem, which is then reported
   */
  public @Nullable Tree render(Tree written, Problems problems) {
    Tree tree = attempt(() -> tags.plain(written), problems);
    return switch (tree) {
      case null -> null;
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
    Source source = new Source(text(path), Place.of(TextFile.shown(path)));
    return attempt(() -> handlebars.render(source), problems);
  }

  private String text(Path file) {
    Controller.Text text = controller.text(file);
    return text.secret() ? secret(text.text(), TextFile.shown(file)) : text.text();
  }

  private String secret(String text, String from) {
    if (!text.isBlank()) {
      secrets.putIfAbsent(text.strip(), Place.of(from));
    }
    trace.secret = true;
    return text;
  }

  /** Takes a tree as it is wherever it is met: what nodes say of themselves, or another format. */
  public void literal(Tree tree) {
    tags.literal(tree);
  }

  /** What was decrypted so far, or is secret and went into a template, with the place of each. */
  Map<String, Place> secrets() {
    Map<String, Place> found = new LinkedHashMap<>(secrets);
    tags.opened().forEach(tree -> Variables.secrets(tree).forEach(found::putIfAbsent));
    return found;
  }

  private Optional<Tree> lookup(String name) {
    trace.usedFacts |= name.equals(FACTS);
    return variables.get(name);
  }

  private @Nullable Object value(String name) {
    if (name.equals(HostRenderers.HOSTVARS) && !hosts.names().isEmpty()) {
      return new Scope(
          hosts.names(), host -> hosts.names().contains(host) ? hosts.of(host).scope() : null);
    }
    return lookup(name).map(this::value).orElse(null);
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
    if (!source.isTemplate() || tags.isLiteral(scalar)) {
      return scalar;
    }
    if (!open.add(scalar) || open.size() > DEPTH) {
      throw source.error(
          scalar.place(), "the variable " + text + " is made of itself", "break the circle");
    }
    boolean outer = trace.secret;
    trace.secret = scalar.secret();
    try {
      Found sole = sole(source);
      if (sole != null && !(sole.tree() instanceof Tree.Scalar)) {
        Tree rendered = sole.owner().at(scalar.place(), sole.tree());
        literal(rendered);
        return rendered;
      }
      boolean foreign = source.isJinja() && ansible.hold(scalar);
      String rendered = foreign ? jinja.render(source) : handlebars.render(source);
      return new Tree.Scalar(scalar.place(), rendered, scalar.quoted(), trace.secret);
    } finally {
      open.remove(scalar);
      trace.secret |= outer;
    }
  }

  /** What a template refers to that is one variable and nothing else. */
  private @Nullable Found sole(Source source) {
    Matcher m = SOLE.matcher(source.text().strip());
    return m.matches() && !Helpers.NAMES.contains(m.group(1))
        ? find(m.group(1)).orElse(null)
        : null;
  }

  /** The variable of a dotted path: rendered if it is a scalar, else not yet what is in it. */
  private Optional<Found> find(String path) {
    String[] parts = path.split("\\.", -1);
    if (parts[0].equals(HostRenderers.HOSTVARS) && parts.length > 2) {
      String rest = path.substring(parts[0].length() + parts[1].length() + 2);
      return hosts.names().contains(parts[1]) ? hosts.of(parts[1]).find(rest) : Optional.empty();
    }
    Optional<Tree> found = lookup(parts[0]).map(this::tree);
    for (int i = 1; i < parts.length; i++) {
      String key = parts[i];
      found =
          found
              .flatMap(t -> t instanceof Tree.Mapping m ? m.get(key) : Optional.empty())
              .map(this::tree);
    }
    return found.map(tree -> new Found(this, tree));
  }

  private Tree tree(Tree written) {
    Tree tree = tags.plain(written);
    return tree instanceof Tree.Scalar s ? scalar(s) : tree;
  }

  /** A variable's list or mapping, rendered; problems in it are at the place that uses it. */
  private Tree at(Place place, Tree tree) {
    if (++trace.levels > LEVELS) {
      throw new TemplateError(
          new Problem(
              place,
              "template",
              "variables expand to more than " + LEVELS + " levels",
              "make them flatter"));
    }
    try {
      return switch (tags.plain(tree)) {
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
      trace.levels--;
    }
  }

  /** What templates see. */
  private Object value(Tree tree) {
    return switch (tags.plain(tree)) {
      case Tree.Mapping m -> Scope.of(m, this::value);
      case Tree.Sequence s -> Scope.list(s, this::value);
      case Tree.Scalar s -> {
        Tree rendered = scalar(s);
        if (!(rendered instanceof Tree.Scalar r)) {
          yield value(rendered);
        }
        trace.secret |= r.secret();
        if (r.secret() && r.text() != null && !r.text().isBlank()) {
          secrets.putIfAbsent(r.text(), r.place());
        }
        yield YamlWord.of(r);
      }
    };
  }
}
