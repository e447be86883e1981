package dev.flocker.cli.playbook;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Place;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that output is made of and that everybody who sees it knows: names of projects, resources
 * and nodes, and of their parts; single characters; true, false and the like. Were they hidden
 * because a file of secrets has them too, no output could be read, and where a word is hidden would
 * tell what it is.
 */
record PlainWords(Set<String> words) {

  private static final List<String> TRUTHS =
      List.of("true", "false", "yes", "no", "on", "off", "null", "none");

  private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}]+");

  static PlainWords of(List<Project> projects) {
    Set<String> words = new LinkedHashSet<>();
    for (Project project : projects) {
      add(project.name(), words);
      for (Item item : project.items()) {
        Ref ref = item.declared().ref();
        add(ref.type(), words);
        add(ref.name(), words);
      }
      project.nodes().stream().map(NodeInfo::name).forEach(node -> add(node, words));
    }
    return new PlainWords(words);
  }

  private static void add(String name, Set<String> words) {
    words.add(name);
    PARTS.splitAsStream(name).filter(part -> !part.isEmpty()).forEach(words::add);
  }

  boolean has(String secret) {
    String text = secret.strip();
    return text.length() < 2
        || words.contains(text)
        || TRUTHS.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Which secrets are not hidden, by their places: their values would say what they are. */
  Optional<String> note(Map<String, Place> secrets) {
    Set<String> places = new TreeSet<>();
    secrets.forEach(
        (secret, place) -> {
          if (has(secret)) {
            places.add(place.toString());
          }
        });
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            places.stream().collect(Collectors.joining(", "))
                + ": not hidden in output, as each is a name of this playbook's too, or a word"
                + " like true; give what is meant to be secret another value");
  }
}
