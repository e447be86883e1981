package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Outside;
import dev.flocker.docker.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the containers of a node that flocker did not make, as a playbook would say them. */
final class Survey {

  private static final String COMPOSE_PROJECT = "com.docker.compose.project";

  private final Host host;

  Survey(Host host) {
    this.host = host;
  }

  /**
   * @param names or IDs, or the beginning of IDs; all if there are none
   * @param group a Compose project; empty for all
   */
  List<Outside> of(List<String> names, String group) {
    List<Inspection> found = found(names, group);
    Map<String, Json> images = images(found);
    SurveyedNames known = new SurveyedNames(found);
    String logging = host.run(Command.of(DockerCommands.loggingDriver())).output().strip();
    List<Outside> outside = new ArrayList<>();
    for (Inspection container : found) {
      Json image = images.getOrDefault(container.image(), Json.parse("{}"));
      outside.add(new Surveyed(container, image, logging, known, host).outside());
    }
    outside.addAll(new SurveyedLinks(found, images, known).links());
    return outside;
  }

  private List<Inspection> found(List<String> names, String group) {
    List<Own> foreign =
        Own.parse(host.run(Command.of(DockerCommands.list())).output()).stream()
            .filter(own -> own.project().isEmpty() && !own.name().endsWith(Adopted.SUFFIX))
            .toList();
    Set<String> ids = new HashSet<>();
    for (String name : names) {
      List<String> meant =
          foreign.stream().filter(own -> isCalled(own, name)).map(Own::id).toList();
      if (meant.isEmpty()) {
        throw new Failure(
            "container " + name,
            "there is none of that name, or flocker made it",
            foreign.isEmpty()
                ? "flocker made all containers of this node"
                : "there are: "
                    + foreign.stream().map(Own::name).sorted().collect(Collectors.joining(", ")));
      }
      ids.addAll(meant);
    }
    List<String> all =
        foreign.stream().map(Own::id).filter(id -> names.isEmpty() || ids.contains(id)).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    String output = host.run(Command.of(DockerCommands.inspect(all)).allowing(0, 1)).output();
    return Inspection.parse(output).stream()
        .filter(i -> group.isEmpty() || i.label(COMPOSE_PROJECT).equals(group))
        .filter(i -> !names.isEmpty() || i.pid() != 0)
        .toList();
  }

  private static boolean isCalled(Own own, String name) {
    return own.name().equals(name) || (name.length() >= 4 && own.id().startsWith(name));
  }

  private Map<String, Json> images(List<Inspection> containers) {
    Set<String> ids = containers.stream().map(Inspection::image).collect(Collectors.toSet());
    Map<String, Json> images = new HashMap<>();
    if (!ids.isEmpty()) {
      Command command = Command.of(ImageCommands.imagesById(ids)).allowing(0, 1);
      for (Json image : Json.parse(host.run(command).output()).items()) {
        images.put(image.at("Id").text(), image);
      }
    }
    return images;
  }
}
