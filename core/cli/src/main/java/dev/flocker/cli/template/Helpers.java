package dev.flocker.cli.template;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import com.github.jknack.handlebars.helper.EachHelper;
import com.github.jknack.handlebars.helper.IfHelper;
import com.github.jknack.handlebars.helper.UnlessHelper;
import com.github.jknack.handlebars.helper.WithHelper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a template can call. A variable that is not defined is an error in all but default. */
final class Helpers {

  static final Set<String> NAMES =
      Set.of(
          "if", "unless", "each", "with", "eq", "ne", "and", "or", "not", "default", "env", "file",
          "pipe");

  /** A variable given to a helper is not defined. */
  static final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A name in a template that no variable has. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String name;

    Missing(String name) {
      super(name);
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  private final Map<String, String> environment;
  private final UnaryOperator<String> files;
  private final UnaryOperator<String> pipes;

  /**
   * @param files the text of one by its name
   * @param pipes what a command says
   */
  Helpers(
      Map<String, String> environment, UnaryOperator<String> files, UnaryOperator<String> pipes) {
    this.environment = environment;
    this.files = files;
    this.pipes = pipes;
  }

  /** Handlebars's own and no others: one called log would hide a variable of that name. */
  HelperRegistry registry() {
    HelperRegistry registry =
        new DefaultHelperRegistry() {
          @Override
          public <C> @Nullable Helper<C> helper(String name) {
            return NAMES.contains(name) || name.equals(HELPER_MISSING) ? super.helper(name) : null;
          }
        };
    registry.registerHelper("if", defined(IfHelper.INSTANCE));
    registry.registerHelper("unless", defined(UnlessHelper.INSTANCE));
    registry.registerHelper("each", defined(EachHelper.INSTANCE));
    registry.registerHelper("with", defined(WithHelper.INSTANCE));
    registry.registerHelper("eq", defined((a, o) -> truth(same(a, o.param(0)), o)));
    registry.registerHelper("ne", defined((a, o) -> truth(!same(a, o.param(0)), o)));
    registry.registerHelper("not", defined((a, o) -> truth(Handlebars.Utils.isEmpty(a), o)));
    registry.registerHelper(
        "and",
        defined((a, o) -> truth(all(a, o).stream().noneMatch(Handlebars.Utils::isEmpty), o)));
    registry.registerHelper(
        "or", defined((a, o) -> truth(!all(a, o).stream().allMatch(Handlebars.Utils::isEmpty), o)));
    registry.registerHelper("default", (Object a, Options o) -> a == null ? o.param(0) : a);
    registry.registerHelper("env", defined(this::env));
    registry.registerHelper("file", defined((path, o) -> files.apply(path.toString())));
    registry.registerHelper("pipe", defined((command, o) -> pipes.apply(command.toString())));
    return registry;
  }

  private static Helper<Object> defined(Helper<Object> helper) {
    return (context, options) -> {
      if (context == null || Arrays.stream(options.params).anyMatch(p -> p == null)) {
        throw new Undefined();
      }
      return helper.apply(context, options);
    };
  }

  private Object env(Object name, Options options) {
    String value = environment.get(name.toString());
    if (value != null) {
      return value;
    }
    if (options.params.length > 0) {
      return options.param(0);
    }
    throw new IllegalArgumentException(
        "the environment has no " + name + "; set it, or write {{env \"" + name + "\" \"value\"}}");
  }

  private static boolean same(Object a, Object b) {
    return a.toString().equals(b.toString());
  }

  private static List<Object> all(Object first, Options options) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(Arrays.asList(options.params));
    return all;
  }

  /** As a block it chooses what to render; inside another helper or alone it is a value. */
  private static Object truth(boolean holds, Options options) throws IOException {
    if (options.tagType != com.github.jknack.handlebars.TagType.SECTION) {
      return holds;
    }
    return holds ? options.fn() : options.inverse();
  }
}
