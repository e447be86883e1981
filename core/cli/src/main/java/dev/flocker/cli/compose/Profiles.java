package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.List;
import java.util.Set;

/**
 * Which services are on: those without profiles, and those of which one is asked for.
 *
 * @param asked {@code *} asks for all
 */
record Profiles(Set<String> asked) {

  boolean has(Tree.Mapping service) {
    List<String> its =
        service.get("profiles").map(Trees::items).orElse(List.of()).stream()
            .map(Trees::text)
            .toList();
    return its.isEmpty() || asked.contains("*") || its.stream().anyMatch(asked::contains);
  }
}
