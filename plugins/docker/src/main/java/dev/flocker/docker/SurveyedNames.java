package dev.flocker.docker;

import dev.flocker.api.value.Name;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What containers and volumes from outside are called in a playbook: as Compose calls their
 * services, else as Docker does.
 */
final class SurveyedNames {

  private static final String SERVICE = "com.docker.compose.service";
  private static final String PROJECT = "com.docker.compose.project";

  /** An anonymous volume has no name but its ID. */
  private static final String ANONYMOUS = "[0-9a-f]{64}";

  private final Map<String, Name> containers = new HashMap<>();
  private final Map<String, Name> volumes = new HashMap<>();
  private final Set<Name> taken = new HashSet<>();

  SurveyedNames(List<Inspection> found) {
    for (Inspection container : found) {
      String service = container.label(SERVICE);
      boolean alone = found.stream().filter(i -> i.label(SERVICE).equals(service)).count() == 1;
      String name = service.isEmpty() || !alone ? container.name() : service;
      containers.put(container.id(), name(name));
    }
  }

  Name of(Inspection container) {
    return containers.getOrDefault(container.id(), name(container.name()));
  }

  /** By which others of its networks find it, besides. */
  List<Name> aliases(Inspection container) {
    Set<String> all = new TreeSet<>();
    container
        .json()
        .at("NetworkSettings", "Networks")
        .entries()
        .values()
        .forEach(network -> all.addAll(network.at("Aliases").texts()));
    if (!all.isEmpty()) {
      all.add(container.name());
    }
    return all.stream()
        .filter(alias -> !container.id().startsWith(alias))
        .map(SurveyedNames::name)
        .filter(alias -> !alias.equals(of(container)))
        .distinct()
        .toList();
  }

  /** One that several containers mount has one name. */
  Name volume(Inspection of, String dockers, String mountpoint) {
    return volumes.computeIfAbsent(
        dockers,
        v -> {
          String prefix = of.label(PROJECT) + "_";
          boolean anonymous = v.matches(ANONYMOUS);
          String plain = v.startsWith(prefix) ? v.substring(prefix.length()) : v;
          return free(anonymous || v.startsWith("/") ? of(of) + "-" + last(mountpoint) : plain);
        });
  }

  private static String last(String path) {
    Path last = Path.of(path).getFileName();
    return last == null ? "root" : last.toString();
  }

  private Name free(String wanted) {
    Name name = name(wanted);
    for (int i = 2; !taken.add(name); i++) {
      name = name(wanted + "-" + i);
    }
    return name;
  }

  static Name name(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]", "-");
    String begun = plain.replaceFirst("^[^a-z0-9]+", "");
    return new Name(begun.isEmpty() ? "x" : begun.substring(0, Math.min(63, begun.length())));
  }
}
