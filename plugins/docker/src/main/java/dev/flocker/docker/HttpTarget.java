package dev.flocker.docker;

import dev.flocker.api.value.Port;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to ask of a container by HTTP, written {@code 8080/healthz}.
 *
 * @param path begins with a slash
 */
public record HttpTarget(Port port, String path) {

  private static final Pattern FORM =
      Pattern.compile("(?:http://(?:localhost|127\\.0\\.0\\.1))?:?([0-9]{1,5})(/[!-~]*)?");

  public static HttpTarget parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no port and path; write them as 8080/healthz");
    }
    HttpTarget target =
        new HttpTarget(Port.parse(m.group(1)), m.group(2) == null ? "/" : m.group(2));
    try {
      target.at("127.0.0.1");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has a path that no URL may have; write it with % signs", e);
    }
    return target;
  }

  URI at(String address) {
    return URI.create("http://" + address + ":" + port + path);
  }

  @Override
  public String toString() {
    return port + path;
  }
}
