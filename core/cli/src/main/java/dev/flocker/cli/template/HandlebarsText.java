package dev.flocker.cli.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import dev.flocker.api.value.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Renders texts of Handlebars; what cannot be rendered is a problem with its place. */
final class HandlebarsText {

  private final Scope scope;
  private final Predicate<String> defined;
  private final Handlebars handlebars;

  /**
   * @param defined whether there is a variable at a dotted path
   */
  HandlebarsText(Scope scope, Predicate<String> defined, HelperRegistry helpers) {
    this.scope = scope;
    this.defined = defined;
    this.handlebars = new Handlebars().with(helpers).with(EscapingStrategy.NOOP).prettyPrint(true);
    handlebars.registerHelperMissing(
        (context, options) -> {
          throw new Helpers.Missing(options.helperName);
        });
  }

  String render(Source source) {
    source.refuseJinja();
    Template template = null;
    try {
      template = handlebars.compileInline(source.text());
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
          && !scope.containsKey(name)
          && !source.text().contains("{{#each")) {
        throw source.unknown(name, scope.names());
      }
    }
  }

  private TemplateError translated(RuntimeException e, Source source, @Nullable Template template) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof TemplateError known) {
        return known;
      }
      if (t instanceof Helpers.Missing missing) {
        return source.unknown(missing.name(), scope.names());
      }
      if (t instanceof Helpers.Undefined) {
        return source.unknown(undefinedParameter(template), scope.names());
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
    return names.stream().filter(n -> !defined.test(n)).findFirst().orElse("a helper's variable");
  }
}
