package dev.flocker.cli.playbook;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Nearest;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.schema.Type;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Presence;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads resources: the keys that all have, then what the type's schema says of the rest. */
final class ResourceReader {

  private static final List<String> COMMON = List.of("state", "when", "tags");

  private static final List<String> RESTS =
      List.of(Presence.RUNNING.word(), Presence.STOPPED.word());

  private final Play play;
  private final List<String> hosts;
  private final Whereabouts whereabouts;
  private final HostTemplates templates;
  private final Map<String, ResourceType<?, ?>> types;
  private final Problems problems;

  /** What is left of a removed resource: it is known by its name alone. */
  private record Removed() {}

  /**
   * @param hosts of the play
   */
  ResourceReader(
      Play play,
      List<String> hosts,
      Inventory inventory,
      HostTemplates templates,
      Map<String, ResourceType<?, ?>> types,
      Problems problems) {
    this.play = play;
    this.hosts = hosts;
    this.whereabouts = new Whereabouts(hosts, inventory, templates, problems);
    this.templates = templates;
    this.types = types;
    this.problems = problems;
  }

  void read(Tree tree, ProjectBuilder project) {
    if (!(tree instanceof Tree.Mapping m) || m.entries().size() != 1) {
      misshapen(tree);
      return;
    }
    Tree.Entry entry = m.entries().getFirst();
    ResourceType<?, ?> type = types.get(entry.key());
    if (type == null) {
      problems.add(
          entry.place(),
          "resource",
          "there is no type \"" + entry.key() + "\"",
          Nearest.remedy(entry.key(), types.keySet()));
    } else if (entry.value() instanceof Tree.Mapping keys) {
      resource(type, new Tree.Mapping(entry.place(), keys.entries()), project);
    } else {
      problems.add(
          entry.value().place(), entry.key(), "has no keys", "write them below it, indented");
    }
  }

  private void misshapen(Tree tree) {
    boolean flat =
        tree instanceof Tree.Mapping m
            && !m.entries().isEmpty()
            && types.containsKey(m.entries().getFirst().key());
    problems.add(
        tree.place(),
        "resource",
        flat ? "its keys are beside its type, not below it" : "is not one type with its keys",
        flat ? "indent them below it" : "write \"- TYPE: {name: ...}\"");
  }

  private <D extends Record> void resource(
      ResourceType<D, ?> type, Tree.Mapping keys, ProjectBuilder project) {
    String subject = subject(type, keys);
    Optional<Whereabouts.Places> places =
        type.takesOn() ? whereabouts.read(keys, subject) : Optional.of(Whereabouts.Places.NONE);
    if (places.isEmpty()) {
      return;
    }
    Whereabouts.Places on = places.get();
    List<String> where = on.all().isEmpty() ? hosts : on.all();
    boolean selected = when(keys, where, subject);
    String state = state(type, keys, where, subject);
    boolean absent = state.equals(Presence.ABSENT.word());
    Set<String> tags = tags(keys, where, subject);
    Tree.Mapping own = rendered(type, absent ? keys : withPlays(type, keys), where);
    if (own == null) {
      return;
    }
    Sources sources = new SourceFiles(play.folder(), templates, where);
    Declared<?> declared =
        absent ? removed(type, own, subject) : declared(type, own, on.nodes(), sources);
    if (declared != null) {
      project.add(
          new Item(
              declared,
              absent ? List.of() : on.candidates(),
              own,
              absent,
              state.equals(Presence.STOPPED.word()),
              selected,
              tags,
              sources),
          problems);
    }
  }

  /** With what its play says for all that have such a key. */
  private Tree.Mapping withPlays(ResourceType<?, ?> type, Tree.Mapping keys) {
    return play.registries()
        .filter(e -> keys.get(e.key()).isEmpty())
        .filter(e -> type.declared().attributes().stream().anyMatch(a -> a.key().equals(e.key())))
        .map(e -> Trees.with(keys, e))
        .orElse(keys);
  }

  private <D extends Record> @Nullable Declared<D> declared(
      ResourceType<D, ?> type, Tree.Mapping own, List<String> on, Sources sources) {
    Set<String> others = new LinkedHashSet<>(COMMON);
    if (type.takesOn()) {
      others.add("on");
    }
    D spec = type.declared().decode(own, subject(type, own), others, sources, problems);
    return spec == null
        ? null
        : new Declared<>(new Ref(type.name(), type.nameOf(spec)), spec, on, own.place());
  }

  /** To remove a thing, only what identifies it need be written. */
  private @Nullable Declared<?> removed(ResourceType<?, ?> type, Tree.Mapping own, String subject) {
    List<String> parts = new ArrayList<>();
    for (String key : type.identity()) {
      if (own.get(key).orElse(null) instanceof Tree.Scalar s && !s.isNull()) {
        parts.add(String.valueOf(s.text()));
      } else {
        problems.add(own.place(), subject, "has no \"" + key + "\"", "add it");
      }
    }
    Set<String> known = new LinkedHashSet<>();
    type.declared().attributes().forEach(a -> known.add(a.key()));
    for (Tree.Entry e : own.entries()) {
      if (!known.contains(e.key())) {
        problems.add(
            e.place(), subject, "has no key \"" + e.key() + "\"", Nearest.remedy(e.key(), known));
      }
    }
    Ref ref = new Ref(type.name(), String.join(":", parts));
    return parts.size() == type.identity().size()
        ? new Declared<>(ref, new Removed(), List.of(), own.place())
        : null;
  }

  private Tree.@Nullable Mapping rendered(
      ResourceType<?, ?> type, Tree.Mapping keys, List<String> where) {
    List<Tree.Entry> own = new ArrayList<>();
    boolean good = true;
    for (Tree.Entry e : keys.entries()) {
      if (COMMON.contains(e.key()) || (e.key().equals("on") && type.takesOn())) {
        continue;
      }
      Tree value = templates.render(e.value(), where, !decides(type, e.key()), problems);
      good &= value != null;
      if (value != null) {
        own.add(new Tree.Entry(e.place(), e.key(), value));
      }
    }
    return good ? new Tree.Mapping(keys.place(), own) : null;
  }

  /** Whether a key says which resource it is or which ports it has: facts come too late for it. */
  private static boolean decides(ResourceType<?, ?> type, String key) {
    return type.identity().contains(key)
        || type.declared().attributes().stream()
            .filter(a -> a.key().equals(key))
            .map(Attribute::type)
            .anyMatch(ResourceReader::holdsPort);
  }

  private static boolean holdsPort(Type type) {
    return switch (type) {
      case Type.Leaf l -> l.java() == Port.class || l.java() == PortRange.class;
      case Type.ListOf l -> holdsPort(l.item());
      case Type.MapOf m -> holdsPort(m.value());
      case Type.Nested n -> nested(n.schema());
    };
  }

  private static boolean nested(Schema<?> schema) {
    return schema.attributes().stream().map(Attribute::type).anyMatch(ResourceReader::holdsPort);
  }

  private boolean when(Tree.Mapping keys, List<String> where, String subject) {
    String text = word(keys, "when", where, subject).orElse("true");
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    problems.add(
        keys.get("when").orElseThrow().place(),
        subject + ": when",
        "renders to \"" + text + "\"",
        "it must render to true or false, as \"{{eq a b}}\" does");
    return true;
  }

  private String state(
      ResourceType<?, ?> type, Tree.Mapping keys, List<String> where, String subject) {
    String text = word(keys, "state", where, subject).orElse(Presence.PRESENT.word());
    List<String> allowed = Presence.words(type);
    if (!allowed.contains(text)) {
      boolean rests = RESTS.contains(text);
      problems.add(
          keys.get("state").orElseThrow().place(),
          subject + ": state",
          "\"" + text + "\" is not allowed" + (rests ? ": a " + type.name() + " does not run" : ""),
          "use "
              + String.join(", ", allowed.subList(0, allowed.size() - 1))
              + " or "
              + allowed.getLast());
    }
    return text;
  }

  private Optional<String> word(Tree.Mapping keys, String key, List<String> where, String subject) {
    Optional<Tree> written = keys.get(key);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Tree rendered = templates.render(written.get(), where, false, problems);
    if (rendered instanceof Tree.Scalar s && !s.isNull()) {
      return Optional.of(String.valueOf(s.text()).strip());
    }
    if (rendered != null) {
      problems.add(rendered.place(), subject + ": " + key, "is not a single value", "write one");
    }
    return Optional.empty();
  }

  private Set<String> tags(Tree.Mapping keys, List<String> where, String subject) {
    Set<String> tags = new LinkedHashSet<>(play.tags());
    Optional<Tree> written = keys.get("tags");
    Tree rendered =
        written.isEmpty() ? null : templates.render(written.get(), where, false, problems);
    if (rendered != null) {
      try {
        tags.addAll(List.of(PlayReader.pattern(rendered).split(",")));
      } catch (IllegalArgumentException e) {
        problems.add(
            rendered.place(), subject + ": tags", "is not a list of words", "write [a, b]");
      }
    }
    return tags;
  }

  /** {@code container db}, as far as that is written. */
  private static String subject(ResourceType<?, ?> type, Tree.Mapping keys) {
    List<String> parts = new ArrayList<>();
    for (String key : type.identity()) {
      if (keys.get(key).orElse(null) instanceof Tree.Scalar s && !s.isNull()) {
        parts.add(String.valueOf(s.text()));
      }
    }
    return parts.size() == type.identity().size()
        ? type.name() + " " + String.join(":", parts)
        : type.name();
  }
}
