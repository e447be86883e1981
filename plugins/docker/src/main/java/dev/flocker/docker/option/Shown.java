package dev.flocker.docker.option;

import dev.flocker.docker.json.Json;
import java.util.List;

/**
 * What a node shows of a container.
 *
 * @param json one of {@code docker inspect}
 * @param declared what of it was declared
 */
public record Shown(Json json, Declaration declared) {

  Json at(String... path) {
    return json.at(path);
  }

  /** Only those that were declared under a key: others are the image's, or Docker's own. */
  List<String> names(String key) {
    return declared.names(key);
  }
}
