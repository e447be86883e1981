package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.OrOne;
import dev.flocker.api.schema.ShortForm;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import dev.flocker.api.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to ask of a container by HTTP, in short {@code 8080/healthz}. */
@ShortForm
public record HttpTarget(
    @Doc("The port in the container.") Port port,
    @Doc("What is asked for there; begins with /.") @Default("/") String path,
    @Doc("How it is asked: http, or https with whatever certificate it has.") @Default("http")
        Scheme scheme,
    @Doc("The host that it is asked as; else its address: shop.example.") Optional<String> host,
    @Doc("Further headers of the request; their values are secret in all output.")
        Map<String, Secret> headers,
    @Doc("Which status codes are good: 200-399, or [200, 401].") @Default("200-399") @OrOne
        List<StatusCodes> codes) {

  /** How it is asked. */
  public enum Scheme {
    HTTP,
    HTTPS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern FORM =
      Pattern.compile("(?:(https?)://(?:localhost|127\\.0\\.0\\.1))?:?([0-9]{1,5})(/[!-~]*)?");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+(:[0-9]{1,5})?");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  public HttpTarget {
    if (port.protocol() != Protocol.TCP) {
      throw new IllegalArgumentException(
          "has the port " + port + " for http; name one of TCP, as " + port.number());
    }
    if (!path.matches("/[!-~]*") || !isOfAnUrl(path)) {
      throw new IllegalArgumentException(
          "has the path \""
              + path
              + "\", which no URL may have; write it as /healthz, and odd characters with % signs");
    }
    host.filter(h -> !HOST.matcher(h).matches())
        .ifPresent(
            h -> {
              throw new IllegalArgumentException(
                  "has the host \"" + h + "\"; write a name alone, as shop.example");
            });
    headers.forEach(HttpTarget::requireHeader);
  }

  private static boolean isOfAnUrl(String path) {
    try {
      URI.create("http://127.0.0.1" + path);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void requireHeader(String name, Secret value) {
    if (!HEADER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "has the header \"" + name + "\"; use letters, digits and -");
    }
    if (name.equalsIgnoreCase("host")) {
      throw new IllegalArgumentException("has the header Host; write it as host: NAME");
    }
    if (value.reveal().chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "has line ends or the like in the header " + name + "; write it in one line");
    }
  }

  public static HttpTarget parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no port and path; write them as 8080/healthz");
    }
    return new HttpTarget(
        Port.parse(m.group(2)),
        m.group(3) == null ? "/" : m.group(3),
        "https".equals(m.group(1)) ? Scheme.HTTPS : Scheme.HTTP,
        Optional.empty(),
        Map.of(),
        List.of(StatusCodes.GOOD));
  }

  URI at(String address) {
    return URI.create(scheme + "://" + address + ":" + port + path);
  }

  /** All headers that are not to be as usual. */
  Map<String, Secret> request() {
    Map<String, Secret> all = new TreeMap<>(headers);
    host.ifPresent(h -> all.put("Host", new Secret(h)));
    return all;
  }

  boolean accepts(int status) {
    return codes.stream().anyMatch(c -> c.contains(status));
  }

  /** What was asked, as a person would ask it again. */
  String shown(String address) {
    return at(address) + host.map(h -> " as " + h).orElse("");
  }

  /** As a playbook says it in short, and of the rest what is not as usual; no header's value. */
  @Override
  public String toString() {
    StringBuilder said = new StringBuilder();
    said.append(scheme == Scheme.HTTPS ? "https://127.0.0.1:" : "").append(port).append(path);
    host.ifPresent(h -> said.append(" as ").append(h));
    if (!headers.isEmpty()) {
      said.append(" with ").append(String.join(", ", new TreeMap<>(headers).keySet()));
    }
    if (!codes.equals(List.of(StatusCodes.GOOD))) {
      said.append(" for ").append(codes);
    }
    return said.toString();
  }
}
