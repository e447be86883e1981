package dev.flocker.cli.template;

import dev.flocker.api.value.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Renderers for several hosts, whose templates may ask for each other's variables: {@code
 * hostvars.n1.ansible_host}. Not safe for several threads.
 */
public final class HostRenderers {

  /** The variable that holds those of all hosts. */
  public static final String HOSTVARS = "hostvars";

  /**
   * The variables of one host.
   *
   * @param ansible those of Ansible's own files, whose templates may be Jinja's
   */
  public record Sight(Variables all, Variables ansible) {}

  private final Set<String> names;
  private final Function<String, Sight> sights;
  private final Path folder;
  private final Controller controller;
  private final Trace trace = new Trace();
  private final Map<String, Renderer> known = new HashMap<>();

  /**
   * @param names of the hosts that templates may ask for
   * @param sights of these, and of any other that is rendered for
   * @param folder that files are looked for in
   */
  public HostRenderers(
      Set<String> names, Function<String, Sight> sights, Path folder, Controller controller) {
    this.names = names;
    this.sights = sights;
    this.folder = folder;
    this.controller = controller;
  }

  public Renderer of(String host) {
    Renderer renderer = known.get(host);
    if (renderer == null) {
      renderer = new Renderer(sights.apply(host), this, folder, controller);
      known.put(host, renderer);
    }
    return renderer;
  }

  /** Whether anything rendered so far asked for a fact. */
  public boolean usedFacts() {
    return trace.usedFacts;
  }

  /** What was decrypted so far, or is secret and went into a template, with the place of each. */
  public Map<String, Place> secrets() {
    Map<String, Place> found = new LinkedHashMap<>();
    known.values().forEach(r -> r.secrets().forEach(found::putIfAbsent));
    return found;
  }

  Set<String> names() {
    return names;
  }

  Trace trace() {
    return trace;
  }
}
