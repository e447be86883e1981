package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.nio.file.Path;

/**
 * What Compose files amount to: everything in long form, merged.
 *
 * @param model with the sections {@code services}, {@code volumes}, {@code networks}, {@code
 *     secrets} and {@code configs}, and what else stands at the top
 * @param folder of the project; relative paths lead from here
 * @param environment what variables there are
 */
record Application(Tree.Mapping model, Path folder, Environment environment) {

  /** A section; empty if the files have none. */
  Tree.Mapping section(String name) {
    return model.get(name).orElse(null) instanceof Tree.Mapping m
        ? m
        : Forms.nothing(Place.NOWHERE);
  }

  Tree.Mapping services() {
    return section("services");
  }

  /** A thing of a section; empty if there is none of that name. */
  Tree.Mapping named(String section, String name) {
    return section(section).get(name).orElse(null) instanceof Tree.Mapping m
        ? m
        : Forms.nothing(Place.NOWHERE);
  }

  boolean has(String section, String name) {
    return section(section).get(name).isPresent();
  }

  /** A service that is known to be there. */
  Tree.Mapping service(String name) {
    return named("services", name);
  }
}
