package dev.flocker.docker.option;

import dev.flocker.api.schema.Values;
import dev.flocker.docker.json.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which of a container's settings were declared, as a label of it: {@code docker inspect} shows
 * them mixed with what the image and Docker's own settings say. No values are in it.
 *
 * @param details by key; empty where that it was declared is all there is to know
 */
public record Declaration(Map<String, String> details) {

  private static final String ENVIRONMENT = "environment";

  /**
   * @param environment names of variables
   */
  public static Declaration of(Values options, Collection<String> environment) {
    Map<String, String> details = new LinkedHashMap<>();
    Options.ALL.forEach(o -> o.declared(options).ifPresent(d -> details.put(o.key().name(), d)));
    if (!environment.isEmpty()) {
      details.put(ENVIRONMENT, names(environment));
    }
    return new Declaration(details);
  }

  /** As if all that a container shows had been declared. */
  public static Declaration ofAll(Json inspected) {
    Map<String, String> details = new LinkedHashMap<>();
    Options.ALL.forEach(o -> details.put(o.key().name(), ""));
    details.put("entrypoint", "1");
    details.put("labels", names(inspected.at("Config", "Labels").entries().keySet()));
    List<String> ulimits =
        inspected.at("HostConfig", "Ulimits").items().stream()
            .map(u -> u.at("Name").text())
            .toList();
    details.put("ulimits", names(ulimits));
    List<String> security = inspected.at("HostConfig", "SecurityOpt").texts();
    details.put("security_opt", names(Forms.security(security)));
    details.put("healthcheck", DockersCheck.detailOfAll(inspected.at("Config", "Healthcheck")));
    details.put("logging", Logging.detailOfAll(inspected.at("HostConfig", "LogConfig")));
    return new Declaration(details);
  }

  /** Reads the label; without one, nothing was declared. */
  public static Declaration parse(String label) {
    Map<String, String> details = new LinkedHashMap<>();
    for (String word : label.split(" ")) {
      String[] parts = word.split("=", 2);
      if (!parts[0].isEmpty()) {
        details.put(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    return new Declaration(details);
  }

  /** A detail that {@link #names(String)} reads. */
  static String names(Collection<String> names) {
    return names.stream()
        .map(n -> URLEncoder.encode(n, StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining(","));
  }

  public List<String> environment() {
    return names(ENVIRONMENT);
  }

  boolean has(String key) {
    return details.containsKey(key);
  }

  /** A detail that is a number; 0 if there is none. */
  int count(String key) {
    return Integer.parseInt("0" + details.getOrDefault(key, "").replaceAll("[^0-9]", ""));
  }

  List<String> names(String key) {
    return Arrays.stream(details.getOrDefault(key, "").split(","))
        .filter(n -> !n.isEmpty())
        .map(n -> URLDecoder.decode(n, StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    details.forEach((key, detail) -> words.add(detail.isEmpty() ? key : key + "=" + detail));
    return String.join(" ", words);
  }
}
