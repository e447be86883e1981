package dev.flocker.api.schema;

import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decodes, and keeps what was found wrong. */
final class Reader {

  private final List<String> problems = new ArrayList<>();

  private static final Set<String> OTHERS = new LinkedHashSet<>(List.of("on", "state"));

  /** Finds any file but {@code missing}. */
  private static final Sources FILES =
      new Sources() {
        @Override
        public LocalFile local(Tree.Scalar path) {
          if ("missing".equals(path.text())) {
            throw new IllegalArgumentException("there is no file missing; correct the path");
          }
          return new LocalFile("/playbooks/" + path.text(), 7);
        }

        @Override
        public LocalFolder folder(Tree.Scalar path) {
          return new LocalFolder("/playbooks/" + path.text(), List.of(), false);
        }

        @Override
        public VariablesFile variables(Tree.Scalar path) {
          return new VariablesFile(path.text(), Map.of("A", new Secret("1")));
        }

        @Override
        public SourceFile source(Tree.Scalar path) {
          Secret text = new Secret("rendered");
          return new SourceFile(path.text(), local(path), Optional.of(text), "");
        }
      };

  /** Null if there was a problem. */
  <R extends Record> R read(Class<R> record, Object plain) {
    return read(record, Tree.of(plain));
  }

  <R extends Record> R read(Class<R> record, Tree tree) {
    return Schema.of(record).decode(tree, "box b", OTHERS, FILES, p -> problems.add(p.toString()));
  }

  List<String> problems() {
    return problems;
  }

  static List<String> problemsOf(Class<? extends Record> record, Object plain) {
    Reader reader = new Reader();
    Object result = reader.read(record, plain);
    if (result != null) {
      throw new AssertionError("decodes: " + result);
    }
    return reader.problems();
  }
}
