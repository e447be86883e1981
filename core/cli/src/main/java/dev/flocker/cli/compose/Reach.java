package dev.flocker.cli.compose;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.LocalPorts;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which services reach which: those of a common network, and those that {@code links} name. Each
 * known port of the other one becomes a link.
 */
final class Reach {

  private final Translation t;
  private final Dependencies dependencies;
  private final List<Tree> links = new ArrayList<>();

  Reach(Translation translation) {
    this.t = translation;
    this.dependencies = new Dependencies(translation);
  }

  List<Tree> links() {
    for (String service : t.running()) {
      Tree.Mapping from = t.service(service);
      Map<String, List<Tree>> aliases = aliases(service, from);
      LocalPorts local = new LocalPorts(KnownPorts.of(service, t));
      for (String other : t.running()) {
        List<Tree> written = aliases.getOrDefault(other, List.of());
        boolean reached = !written.isEmpty() || !common(from, t.service(other)).isEmpty();
        if (!other.equals(service) && reached) {
          Tree usual = Trees.scalar(from.place(), t.names().of(other));
          link(service, other, written.isEmpty() ? usual : written.getFirst(), local);
          ask(service, other);
          portless(service, other, written);
        }
      }
      further(service, aliases, local);
    }
    return links;
  }

  /** By more names than one: last, as all others stay at their ports then. */
  private void further(String service, Map<String, List<Tree>> aliases, LocalPorts local) {
    aliases.forEach(
        (other, names) -> {
          if (!other.equals(service) && t.running().contains(other)) {
            names.stream().skip(1).forEach(name -> link(service, other, name, local));
          }
        });
  }

  /** One that is to end listens for nobody. */
  private void ask(String from, String to) {
    if (!dependencies.isAwaited(to)) {
      t.exposed().reach(t.names().of(to), t.names().of(from));
    }
  }

  /** Who waits for another one, or calls it by a name of its own, means to reach it. */
  private void portless(String from, String to, List<Tree> aliases) {
    Optional<Place> place =
        Dependencies.on(t.service(from)).stream()
            .filter(e -> e.key().equals(to))
            .map(Tree.Entry::place)
            .findFirst()
            .or(() -> aliases.stream().findFirst().map(Tree::place));
    if (place.isPresent()
        && !dependencies.isAwaited(to)
        && !t.exposed().isOpen()
        && KnownPorts.of(to, t).isEmpty()) {
      t.remarks().note(place.get(), "service " + from, "does not reach " + to + why(to));
    }
  }

  private String why(String to) {
    boolean told = t.exposed().of(t.names().of(to)).isPresent();
    if (!told && t.exposed().isAsked()) {
      return " yet, of which no file names a port: which ones its image does is not known";
    }
    return (told
            ? ", of which neither a file nor its image names a port"
            : ", of which no file names a port")
        + "; if it is to, add one in a further Compose file: services: {"
        + to
        + ": {expose: [PORT]}}";
  }

  /** By service that is linked: what it is called there. */
  private Map<String, List<Tree>> aliases(String service, Tree.Mapping from) {
    Map<String, List<Tree>> aliases = new LinkedHashMap<>();
    for (Tree link : from.get("links").map(Trees::items).orElse(List.of())) {
      String[] parts = Trees.text(link).split(":", -1);
      String alias = parts[parts.length - 1];
      if (!t.application().has("services", parts[0]) || alias.isEmpty()) {
        unknown(link.place(), "service " + service + ": links", parts[0]);
      } else {
        String name = ContainerNames.name(alias);
        List<Tree> names = aliases.computeIfAbsent(parts[0], other -> new ArrayList<>());
        if (names.stream().noneMatch(n -> Trees.text(n).equals(name))) {
          names.add(Trees.scalar(link.place(), name));
        }
      }
    }
    return aliases;
  }

  private void unknown(Place place, String subject, String name) {
    List<String> names =
        t.application().services().entries().stream().map(Tree.Entry::key).toList();
    t.remarks()
        .problem(
            place, subject, "there is no service \"" + name + "\"", Nearest.remedy(name, names));
  }

  private void link(String from, String to, Tree alias, LocalPorts local) {
    Place place = alias.place();
    int named = KnownPorts.named(to, t).size();
    if (named > KnownPorts.MOST) {
      String why = "reaches " + to + " on none of its " + named + " ports, which are too many";
      t.remarks().note(place, "service " + from, why);
      return;
    }
    for (Port port : KnownPorts.of(to, t)) {
      links.add(
          new Trees(place)
              .with("from", t.names().of(from))
              .with("to", t.names().of(to))
              .with("local_port", Trees.plain(place, local.next(to, port).toString()))
              .with("remote_port", Trees.plain(place, port.toString()))
              .with("alias", alias)
              .resource("link"));
    }
  }

  /** The networks that both are in. */
  private static Set<String> common(Tree.Mapping a, Tree.Mapping b) {
    Set<String> common = new HashSet<>(networks(a));
    common.retainAll(networks(b));
    return common;
  }

  private static Set<String> networks(Tree.Mapping service) {
    if (service.get("network_mode").isPresent()) {
      return Set.of();
    }
    Set<String> networks = new HashSet<>();
    Trees.entries(service.get("networks").orElse(service)).stream()
        .filter(e -> service.get("networks").isPresent())
        .forEach(e -> networks.add(e.key()));
    return networks.isEmpty() ? Set.of("default") : networks;
  }

  /** What is said of networks beyond who is in them, and of services that are not there. */
  void check() {
    for (Tree.Entry network : t.application().section("networks").entries()) {
      for (Tree.Entry e : Trees.entries(network.value())) {
        boolean usual =
            e.key().startsWith("x-")
                || e.key().equals("name")
                || (e.key().equals("driver") && Trees.text(e.value()).matches("bridge|default|"))
                || (e.value() instanceof Tree.Scalar s
                    && s.text() != null
                    && s.text().equals("false"));
        if (!usual) {
          t.remarks()
              .notTaken(
                  e.place(),
                  "network " + network.key(),
                  e.key(),
                  "services of a network reach one another over links");
        }
      }
    }
    t.running().forEach(this::check);
  }

  private void check(String service) {
    Tree.Mapping of = t.service(service);
    for (Tree.Entry e : of.get("depends_on").map(Trees::entries).orElse(List.of())) {
      boolean required =
          !(e.value() instanceof Tree.Mapping m && Trees.text(m, "required").equals("false"));
      if (required && !t.application().has("services", e.key())) {
        unknown(e.place(), "service " + service + ": depends_on", e.key());
      }
    }
    for (Tree.Entry network : of.get("networks").map(Trees::entries).orElse(List.of())) {
      String subject = "service " + service + ": networks";
      boolean known =
          network.key().equals("default") || t.application().has("networks", network.key());
      if (!known) {
        t.remarks()
            .problem(
                network.place(),
                subject,
                "the file has no network \"" + network.key() + "\"",
                "add it below networks");
      }
      for (Tree.Entry e : Trees.entries(network.value())) {
        if (!e.key().startsWith("x-")
            && !(e.key().equals("aliases") && t.vocabulary().has("aliases"))) {
          t.remarks()
              .notTaken(
                  e.place(),
                  subject,
                  e.key(),
                  "it means nothing where services are on several nodes");
        }
      }
    }
  }
}
