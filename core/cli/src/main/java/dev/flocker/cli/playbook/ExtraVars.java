package dev.flocker.cli.playbook;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code -e}: {@code k=v}, {@code @file}, or a mapping in YAML or JSON. */
final class ExtraVars {

  private static final Place PLACE = Place.of("-e");

  private ExtraVars() {}

  static Variables read(List<String> options, Controller controller, Problems problems) {
    Variables all = Variables.NONE;
    for (String option : options) {
      all = all.with(one(option.strip(), controller, problems));
    }
    return all;
  }

  private static Variables one(String option, Controller controller, Problems problems) {
    if (option.startsWith("@")) {
      return VarsFiles.read(Path.of(option.substring(1)), PLACE, false, controller, problems);
    }
    if (option.startsWith("{") && !option.startsWith("{{")) {
      Tree tree = YamlReader.parse(option, "-e", problems);
      return tree instanceof Tree.Mapping m ? Variables.NONE.with(m) : Variables.NONE;
    }
    int equals = option.indexOf('=');
    if (equals < 1) {
      problems.add(PLACE, "\"" + option + "\"", "is no variable", "write NAME=VALUE or @FILE");
      return Variables.NONE;
    }
    String value = option.substring(equals + 1);
    return Variables.NONE.with(
        option.substring(0, equals), new Tree.Scalar(PLACE, value, false, false));
  }
}
