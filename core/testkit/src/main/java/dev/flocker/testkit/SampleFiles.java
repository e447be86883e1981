package dev.flocker.testkit;

import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.RenderedFile;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;

/** Files that are short, and always there, whatever an example names. */
final class SampleFiles implements Sources {

  @Override
  public LocalFile local(Tree.Scalar path) {
    return new LocalFile("/playbooks/" + path.text(), 1024);
  }

  @Override
  public RenderedFile render(Tree.Scalar path) {
    return new RenderedFile(String.valueOf(path.text()), new Secret("content of " + path.text()));
  }
}
