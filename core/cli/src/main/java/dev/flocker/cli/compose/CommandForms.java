package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is run, as lists of words. */
final class CommandForms {

  private CommandForms() {}

  static @Nullable Tree command(Tree written, Complaint complaint) {
    if (!(written instanceof Tree.Scalar s)) {
      return Forms.words(written, complaint);
    }
    try {
      ShellWords.Split split = ShellWords.split(Trees.text(s));
      if (!split.rest().isEmpty()) {
        complaint.note(
            s,
            "there is no shell, so nothing from \""
                + split.rest().charAt(0)
                + "\" on is passed, as with Docker Compose: write [sh, -c, \"...\"]");
      }
      List<Tree> words = new ArrayList<>();
      split.words().forEach(w -> words.add(Trees.scalar(s.place(), w)));
      return new Tree.Sequence(s.place(), words);
    } catch (IllegalArgumentException e) {
      complaint.about(s, e);
      return null;
    }
  }

  /** {@code test} becomes a list; a text is for a shell. */
  static @Nullable Tree healthcheck(Tree written, Complaint complaint) {
    if (!(written instanceof Tree.Mapping m)) {
      return Forms.mapping(written, complaint);
    }
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : m.entries()) {
      Tree value = e.value();
      if (e.key().equals("test") && value instanceof Tree.Scalar s && !s.isNull()) {
        value = new Tree.Sequence(s.place(), List.of(Trees.scalar(s.place(), "CMD-SHELL"), s));
      } else if (e.key().equals("disable") && Tags.of(value).isEmpty()) {
        value = Forms.bool(value, complaint);
      }
      if (value != null && !Trees.isNull(value)) {
        entries.add(new Tree.Entry(e.place(), e.key(), value));
      }
    }
    return new Tree.Mapping(m.place(), entries);
  }
}
