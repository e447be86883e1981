package dev.flocker.cli.flocker1;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an application file says. */
final class Applications {

  /**
   * One application.
   *
   * @param container its own keys as a playbook writes them, but for {@code on}
   * @param volumes whole resources
   */
  record Application(String name, Place place, List<Tree.Entry> container, List<Tree> volumes) {}

  /**
   * A link.
   *
   * @param port the external port of whichever application claims it
   */
  record Link(String from, Tree localPort, Tree port, Tree alias) {}

  /**
   * A port of an application.
   *
   * @param external empty if it has none
   */
  record PortPair(String application, Tree internal, String external) {}

  final Map<String, Application> byName = new LinkedHashMap<>();
  final List<Link> links = new ArrayList<>();
  final List<PortPair> ports = new ArrayList<>();
}
