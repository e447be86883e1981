package dev.flocker.cli.inventory;

import dev.flocker.api.schema.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Ansible's host patterns: {@code web:!n1}, {@code db*}, {@code web[0]}, {@code ~n[0-9]+}. */
final class HostPattern {

  private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(-?[0-9]+)(?::([0-9]*))?]");
  private static final Pattern SEPARATOR = Pattern.compile("[,:](?![^\\[]*\\])");

  private final Inventory inventory;

  HostPattern(Inventory inventory) {
    this.inventory = inventory;
  }

  List<String> select(String pattern) {
    List<String> plain = new ArrayList<>();
    List<String> narrowing = new ArrayList<>();
    List<String> parts =
        pattern.startsWith("~") ? List.of(pattern) : List.of(SEPARATOR.split(pattern));
    for (String part : parts) {
      String p = part.strip();
      if (!p.isEmpty()) {
        (p.startsWith("!") || p.startsWith("&") ? narrowing : plain).add(p);
      }
    }
    if (plain.isEmpty() && narrowing.isEmpty()) {
      throw new IllegalArgumentException("the pattern is empty; name a host or a group");
    }
    Set<String> selected = new LinkedHashSet<>();
    for (String part : plain.isEmpty() ? List.of(Entries.ALL) : plain) {
      selected.addAll(one(part));
    }
    for (String part : narrowing) {
      List<String> hosts = one(part.substring(1));
      if (part.startsWith("!")) {
        hosts.forEach(selected::remove);
      } else {
        selected.retainAll(hosts);
      }
    }
    return inventory.groups().getOrDefault(Entries.ALL, List.of()).stream()
        .filter(selected::contains)
        .toList();
  }

  private List<String> one(String part) {
    if (inventory.groups().containsKey(part)) {
      return inventory.groups().getOrDefault(part, List.of());
    }
    if (inventory.host(part).isPresent()) {
      return List.of(part);
    }
    Matcher subscript = SUBSCRIPT.matcher(part);
    if (subscript.matches() && !part.startsWith("~")) {
      return slice(part, one(subscript.group(1)), subscript);
    }
    if (part.equals("*")) {
      return inventory.groups().getOrDefault(Entries.ALL, List.of());
    }
    List<String> found = matching(part);
    if (found.isEmpty()) {
      throw unknown(part);
    }
    return found;
  }

  private List<String> matching(String part) {
    boolean regex = part.startsWith("~");
    if (!regex && !part.contains("*") && !part.contains("?") && !part.contains("[")) {
      return List.of();
    }
    Pattern p = regex ? regex(part.substring(1)) : Pattern.compile(glob(part));
    Set<String> found = new LinkedHashSet<>();
    inventory
        .groups()
        .forEach(
            (group, members) -> {
              if (matches(p, group, regex)) {
                found.addAll(members);
              }
            });
    inventory.hosts().stream()
        .map(Inventory.Host::name)
        .filter(n -> matches(p, n, regex))
        .forEach(found::add);
    return List.copyOf(found);
  }

  private static boolean matches(Pattern p, String name, boolean regex) {
    return regex ? p.matcher(name).lookingAt() : p.matcher(name).matches();
  }

  private static Pattern regex(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"~" + text + "\" is not a regular expression; correct it", e);
    }
  }

  private static String glob(String part) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return regex.toString();
  }

  private static List<String> slice(String part, List<String> hosts, Matcher m) {
    int from = Integer.parseInt(m.group(2));
    int first = from < 0 ? hosts.size() + from : from;
    boolean range = part.contains(":");
    String end = m.group(3);
    int last =
        !range ? first : end == null || end.isEmpty() ? hosts.size() - 1 : Integer.parseInt(end);
    if (first < 0 || first >= hosts.size() || last < first) {
      throw new IllegalArgumentException(
          "\"" + part + "\" selects none of " + hosts.size() + " hosts; count from 0");
    }
    return hosts.subList(first, Math.min(last + 1, hosts.size()));
  }

  private IllegalArgumentException unknown(String part) {
    Set<String> known = new LinkedHashSet<>(inventory.groups().keySet());
    inventory.hosts().forEach(h -> known.add(h.name()));
    return new IllegalArgumentException(
        "the inventory has no host or group \"" + part + "\"; " + Nearest.remedy(part, known));
  }
}
