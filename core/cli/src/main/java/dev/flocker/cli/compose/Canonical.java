package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings everything in a Compose file into its long form. What is null is left out. */
final class Canonical {

  /** What holds things by name. */
  static final List<String> SECTIONS =
      List.of("services", "volumes", "networks", "secrets", "configs");

  private final Remarks remarks;

  Canonical(Remarks remarks) {
    this.remarks = remarks;
  }

  /** A file with the five sections, each of mappings by name, and whatever else it has. */
  Tree.Mapping file(Tree.Mapping written) {
    Tree.Mapping file = written.get("services").isPresent() ? written : fig(written);
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : file.entries()) {
      Tree value =
          SECTIONS.contains(e.key()) ? tagged(e.value(), v -> section(e.key(), v)) : e.value();
      if (value != null) {
        entries.add(new Tree.Entry(e.place(), e.key(), value));
      }
    }
    return new Tree.Mapping(file.place(), entries);
  }

  /** Before there were sections a file was its services. */
  private static Tree.Mapping fig(Tree.Mapping file) {
    boolean services =
        file.entries().stream()
            .filter(e -> !e.key().startsWith("x-") && !e.key().equals("version"))
            .allMatch(e -> isService(e.value()));
    boolean other =
        file.entries().stream()
            .anyMatch(e -> SECTIONS.contains(e.key()) || e.key().equals("include"));
    return services && !other && !file.entries().isEmpty()
        ? new Trees(file.place()).with("services", file).mapping()
        : file;
  }

  private static boolean isService(Tree tree) {
    return tree instanceof Tree.Mapping m
        && (m.get("image").isPresent() || m.get("build").isPresent());
  }

  private interface Inner {
    @Nullable Tree of(Tree value);
  }

  /** A value under a tag keeps the tag; there is nothing to read in what is taken away. */
  private static @Nullable Tree tagged(Tree value, Inner inner) {
    Optional<Tree.Entry> tag = Tags.of(value);
    if (tag.isEmpty()) {
      return Trees.isNull(value) ? null : inner.of(value);
    }
    if (tag.get().key().equals(Tags.RESET)) {
      return value;
    }
    Tree made = Trees.isNull(tag.get().value()) ? null : inner.of(tag.get().value());
    return made == null
        ? null
        : new Tree.Mapping(
            value.place(), List.of(new Tree.Entry(tag.get().place(), tag.get().key(), made)));
  }

  private @Nullable Tree section(String name, Tree value) {
    if (!(value instanceof Tree.Mapping m)) {
      remarks.problem(value.place(), name, "is not a mapping", "write NAME: and its keys below it");
      return null;
    }
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : m.entries()) {
      String subject = name.substring(0, name.length() - 1) + " " + e.key();
      boolean service = name.equals("services");
      Tree made =
          !service && Trees.isNull(e.value())
              ? Forms.nothing(e.place())
              : tagged(e.value(), v -> service ? service(subject, v) : named(subject, v));
      if (made != null) {
        entries.add(new Tree.Entry(e.place(), e.key(), made));
      } else if (service && Trees.isNull(e.value())) {
        remarks.problem(e.place(), subject, "has no keys", "write {image: ...}");
      }
    }
    return new Tree.Mapping(m.place(), entries);
  }

  private @Nullable Tree service(String subject, Tree value) {
    if (!(value instanceof Tree.Mapping m)) {
      remarks.problem(value.place(), subject, "is not a mapping", "write {image: ...}");
      return null;
    }
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : m.entries()) {
      Form form = ServiceForms.ALL.getOrDefault(e.key(), (v, complaint) -> v);
      Complaint complaint = new Complaint(remarks, subject + ": " + e.key());
      Tree made = tagged(e.value(), v -> form.of(v, complaint));
      if (made != null) {
        Tree unique = made instanceof Tree.Sequence list ? Unicity.of(e.key(), list) : made;
        entries.add(new Tree.Entry(e.place(), e.key(), unique));
      }
    }
    return new Tree.Mapping(m.place(), entries);
  }

  /** A volume, network, secret or config: {@code external: {name: x}} is an older way. */
  private @Nullable Tree named(String subject, Tree value) {
    if (!(value instanceof Tree.Mapping m)) {
      remarks.problem(value.place(), subject, "is not a mapping", "write its keys below it");
      return null;
    }
    Tree.Entry external = m.entry("external").orElse(null);
    if (external == null || !(external.value() instanceof Tree.Mapping older)) {
      return m;
    }
    Tree.Mapping made =
        Trees.with(
            m,
            new Tree.Entry(
                external.place(), "external", Trees.plain(external.value().place(), "true")));
    Optional<Tree.Entry> name = older.entry("name");
    return name.isPresent() && m.get("name").isEmpty() ? Trees.with(made, name.get()) : made;
  }
}
