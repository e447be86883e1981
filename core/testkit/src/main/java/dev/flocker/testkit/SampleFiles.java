package dev.flocker.testkit;

import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that are short, and always there, whatever an example names. */
final class SampleFiles implements Sources {

  @Override
  public LocalFile local(Tree.Scalar path) {
    return new LocalFile("/playbooks/" + path.text(), 1024);
  }

  @Override
  public LocalFolder folder(Tree.Scalar path) {
    return new LocalFolder("/playbooks/" + path.text(), List.of(), false);
  }

  @Override
  public VariablesFile variables(Tree.Scalar path) {
    return new VariablesFile(String.valueOf(path.text()), Map.of("SAMPLE", new Secret("1")));
  }

  @Override
  public SourceFile source(Tree.Scalar path) {
    Secret content = new Secret("content of " + path.text());
    return new SourceFile(String.valueOf(path.text()), local(path), Optional.of(content), "");
  }
}
