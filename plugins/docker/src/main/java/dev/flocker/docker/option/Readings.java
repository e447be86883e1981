package dev.flocker.docker.option;

import dev.flocker.docker.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How {@code docker inspect} shows what it shows as nothing else. */
final class Readings {

  private static final Duration DOCKERS_STOP_TIMEOUT = Duration.ofSeconds(10);

  private Readings() {}

  /** What was declared as the command begins behind the rest of the entry point. */
  static List<String> command(Shown shown) {
    List<String> arguments = shown.at("Config", "Cmd").texts();
    return arguments.subList(ofEntrypoint(shown, arguments), arguments.size());
  }

  static List<String> entrypoint(Shown shown) {
    List<String> arguments = shown.at("Config", "Cmd").texts();
    List<String> all = new ArrayList<>(shown.at("Config", "Entrypoint").texts());
    all.addAll(arguments.subList(0, ofEntrypoint(shown, arguments)));
    return List.copyOf(all);
  }

  private static int ofEntrypoint(Shown shown, List<String> arguments) {
    int words = shown.declared().count("entrypoint");
    return Math.min(Math.max(words - 1, 0), arguments.size());
  }

  static RestartPolicy restart(Json policy) {
    return RestartPolicy.ofDocker(
        policy.at("Name").text(), (int) policy.at("MaximumRetryCount").number());
  }

  static Duration stopTimeout(Json seconds) {
    return seconds.value() == null ? DOCKERS_STOP_TIMEOUT : Duration.ofSeconds(seconds.number());
  }

  static Map<String, String> labels(Shown shown) {
    Map<String, String> labels = new TreeMap<>();
    shown.at("Config", "Labels").entries().forEach((k, v) -> labels.put(k, v.text()));
    labels.keySet().retainAll(shown.names("labels"));
    return labels;
  }

  static List<String> tmpfs(Json byPath) {
    List<String> all = new ArrayList<>();
    byPath
        .entries()
        .forEach((path, o) -> all.add(o.text().isEmpty() ? path : path + ":" + o.text()));
    return all;
  }

  static String device(Json device) {
    return device.at("PathOnHost").text()
        + ":"
        + device.at("PathInContainer").text()
        + ":"
        + device.at("CgroupPermissions").text();
  }

  static Optional<String> gpus(Json requests) {
    return requests.items().stream()
        .filter(r -> r.at("Capabilities").items().stream().anyMatch(c -> c.texts().contains("gpu")))
        .findFirst()
        .map(Readings::gpusOf);
  }

  private static String gpusOf(Json request) {
    List<String> ids = request.at("DeviceIDs").texts();
    long count = request.at("Count").number();
    if (!ids.isEmpty()) {
      return "device=" + String.join(",", ids);
    }
    return count < 0 ? "all" : Long.toString(count);
  }

  static Map<String, Ulimit> ulimits(Shown shown) {
    Map<String, Ulimit> ulimits = new TreeMap<>();
    for (Json limit : shown.at("HostConfig", "Ulimits").items()) {
      ulimits.put(
          limit.at("Name").text(),
          new Ulimit(limit.at("Soft").number(), limit.at("Hard").number()));
    }
    ulimits.keySet().retainAll(shown.names("ulimits"));
    return ulimits;
  }

  /** Docker adds options of its own to those of a privileged container. */
  static List<String> security(Shown shown) {
    List<String> declared = shown.names("security_opt");
    return Forms.security(shown.at("HostConfig", "SecurityOpt").texts()).stream()
        .filter(declared::contains)
        .toList();
  }
}
