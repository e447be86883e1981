package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ports of a service, those that it exposes to others alone included. */
final class Ports {

  private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "*");
  private static final Set<String> KNOWN =
      Set.of("target", "published", "host_ip", "protocol", "mode", "name", "app_protocol");

  private final Vocabulary vocabulary;
  private final Remarks remarks;

  Ports(Vocabulary vocabulary, Remarks remarks) {
    this.vocabulary = vocabulary;
    this.remarks = remarks;
  }

  void into(Draft draft, String service, Tree.Mapping of) {
    String subject = "service " + service + ": ports";
    String network = Trees.text(of, "network_mode");
    if (!network.isEmpty() && !network.equals("bridge")) {
      of.entry("ports")
          .ifPresent(
              e ->
                  remarks.notTaken(
                      e.place(),
                      "service " + service,
                      "ports",
                      "it has no network of its own, but " + network));
      return;
    }
    Set<String> there = new LinkedHashSet<>();
    for (Tree item : of.get("ports").map(Trees::items).orElse(List.of())) {
      if (item instanceof Tree.Mapping port) {
        published(draft, subject, port, there);
      }
    }
    for (Tree item : of.get("expose").map(Trees::items).orElse(List.of())) {
      boolean tcp = Trees.text(item).matches("[0-9]+(-[0-9]+)?(/tcp)?");
      for (int port : exposed(Trees.text(item))) {
        if (tcp && there.add(port + "/tcp")) {
          draft.add(
              "ports", new Trees(item.place()).with("internal", number(item, port)).mapping());
        }
      }
    }
  }

  private void published(Draft draft, String subject, Tree.Mapping port, Set<String> there) {
    String protocol = Trees.text(port, "protocol").isEmpty() ? "tcp" : Trees.text(port, "protocol");
    String target = Trees.text(port, "target");
    if (!protocol.equals("tcp") && !(protocol.equals("udp") && vocabulary.has("ports.protocol"))) {
      remarks.problem(
          port.place(),
          subject,
          "flocker publishes TCP alone, and this is " + protocol,
          "remove it");
      return;
    }
    Trees made = new Trees(port.place()).with("internal", Trees.plain(port.place(), target));
    Tree external = external(subject, port, made);
    if (external != null) {
      made.with("external", external);
    } else if (!there.add(target + "/" + protocol)) {
      return;
    }
    there.add(target + "/" + protocol);
    if (!protocol.equals("tcp")) {
      made.with("protocol", protocol);
    }
    port.entries().stream()
        .filter(e -> !KNOWN.contains(e.key()) && !e.key().startsWith("x-"))
        .forEach(e -> remarks.notTaken(e.place(), subject, e.key(), "it is for a swarm"));
    draft.add("ports", made.mapping());
  }

  /** Nothing is opened wider than it is written. */
  private @Nullable Tree external(String subject, Tree.Mapping port, Trees made) {
    String published = Trees.text(port, "published");
    String address = Trees.text(port, "host_ip");
    Place place = port.place();
    if (published.isEmpty() || published.equals("0")) {
      remarks.note(
          place,
          subject,
          Trees.text(port, "target")
              + " would be published on a port of Docker's choice: it is not published");
      return null;
    }
    if (!EVERYWHERE.contains(address)) {
      if (!vocabulary.has("ports.address")) {
        remarks.notTaken(
            place,
            subject,
            "the address " + address,
            "the port is not published, as it would be for everybody");
        return null;
      }
      made.with("address", address);
    }
    String first = published.replaceFirst("-.*", "");
    if (!first.equals(published)) {
      remarks.note(place, subject, "of the ports " + published + " the first is taken");
    }
    return Trees.plain(place, first);
  }

  private static Tree number(Tree item, int port) {
    return Trees.plain(item.place(), String.valueOf(port));
  }

  private static Set<Integer> exposed(String text) {
    Set<Integer> ports = new TreeSet<>();
    String[] ends = text.replaceFirst("/.*", "").split("-", 2);
    if (!List.of(ends).stream().allMatch(e -> e.matches("[0-9]{1,5}"))) {
      return ports;
    }
    int last = Integer.parseInt(ends[ends.length - 1]);
    for (int port = Integer.parseInt(ends[0]); port <= last && port <= 65535; port++) {
      ports.add(port);
    }
    return ports;
  }

  /** On which TCP ports others reach a service. */
  static Set<Integer> known(Tree.Mapping service) {
    Set<Integer> known = new TreeSet<>();
    for (Tree item : service.get("ports").map(Trees::items).orElse(List.of())) {
      if (item instanceof Tree.Mapping m && Trees.text(m, "protocol").matches("tcp|")) {
        known.addAll(exposed(Trees.text(m, "target")));
      }
    }
    for (Tree item : service.get("expose").map(Trees::items).orElse(List.of())) {
      if (!Trees.text(item).endsWith("/udp")) {
        known.addAll(exposed(Trees.text(item)));
      }
    }
    return known;
  }
}
