package dev.flocker.cli.adopt;

import dev.flocker.api.node.Outside;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Literal;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A playbook of what one node runs outside of flocker, and the secrets that it needs. */
public final class AdoptingPlaybook {

  private final String project;
  private final String node;
  private final String secretsFile;
  private final List<Tree> resources = new ArrayList<>();
  private final Map<String, String> secrets = new TreeMap<>();

  /**
   * @param secretsFile as the playbook is to name it
   */
  public AdoptingPlaybook(String project, String node, String secretsFile) {
    this.project = project;
    this.node = node;
    this.secretsFile = secretsFile;
  }

  /**
   * @param on whether its type takes {@code on}
   */
  public void add(Outside outside, boolean on) {
    List<Tree.Entry> entries = new ArrayList<>();
    outside
        .keys()
        .forEach(
            (key, value) -> {
              entries.add(entry(key, Literal.of(Tree.of(value))));
              if (on && key.equals("name")) {
                entries.add(entry("on", Trees.scalar(Place.NOWHERE, node)));
              }
            });
    outside.secrets().forEach((key, values) -> entries.add(entry(key, hidden(outside, values))));
    Tree.Mapping keys = new Tree.Mapping(Place.NOWHERE, entries);
    resources.add(new Tree.Mapping(Place.NOWHERE, List.of(entry(outside.type(), keys))));
  }

  private Tree hidden(Outside outside, Map<String, String> values) {
    List<Tree.Entry> entries = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              String variable = variable(outside.keys().get("name") + "_" + name);
              secrets.put(variable, value);
              entries.add(entry(name, Trees.scalar(Place.NOWHERE, "{{" + variable + "}}")));
            });
    return new Tree.Mapping(Place.NOWHERE, entries);
  }

  private static String variable(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9_]", "_");
    return Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }

  public boolean hasSecrets() {
    return !secrets.isEmpty();
  }

  public Tree playbook() {
    Trees play = new Trees(Place.NOWHERE).with("project", project).with("hosts", "all");
    if (hasSecrets()) {
      Tree file = Trees.scalar(Place.NOWHERE, secretsFile);
      play.with("secret_vars_files", new Tree.Sequence(Place.NOWHERE, List.of(file)));
    }
    Tree.Mapping all =
        play.with("resources", new Tree.Sequence(Place.NOWHERE, resources)).mapping();
    return new Tree.Sequence(Place.NOWHERE, List.of(all));
  }

  /** Variables and their values. */
  public Tree secrets() {
    Trees all = new Trees(Place.NOWHERE);
    secrets.forEach((name, value) -> all.with(name, Literal.of(value)));
    return all.mapping();
  }

  private static Tree.Entry entry(String key, Tree value) {
    return new Tree.Entry(Place.NOWHERE, key, value);
  }
}
