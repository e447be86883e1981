package dev.flocker.docker.option;

import dev.flocker.api.schema.Doc;
import dev.flocker.docker.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where Docker puts what a container prints. */
record Logging(
    @Doc("Docker's driver: json-file, local, journald, syslog, none, ...") Optional<String> driver,
    @Doc("Options of the driver, such as max-size.") Map<String, String> options) {

  private static final String DRIVER = ":driver"; // no option is called so

  List<String> arguments() {
    List<String> words = new ArrayList<>();
    driver.ifPresent(d -> words.addAll(List.of("--log-driver", d)));
    options.forEach((k, v) -> words.addAll(List.of("--log-opt", k + "=" + v)));
    return words;
  }

  /** Names of what was declared. */
  String detail() {
    List<String> names = new ArrayList<>(options.keySet());
    driver.ifPresent(d -> names.add(DRIVER));
    return Declaration.names(names);
  }

  /** The same of all that is shown. */
  static String detailOfAll(Json config) {
    List<String> names = new ArrayList<>(config.at("Config").entries().keySet());
    names.add(DRIVER);
    return Declaration.names(names);
  }

  static Optional<Logging> seen(Shown shown) {
    List<String> declared = shown.names("logging");
    Json config = shown.at("HostConfig", "LogConfig");
    Map<String, String> options = new TreeMap<>();
    config.at("Config").entries().forEach((k, v) -> options.put(k, v.text()));
    options.keySet().retainAll(declared);
    return Optional.of(
        new Logging(
            Optional.of(config.at("Type").text()).filter(t -> declared.contains(DRIVER)), options));
  }
}
