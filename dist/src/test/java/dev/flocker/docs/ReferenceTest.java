package dev.flocker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.schema.Reference;
import dev.flocker.corpus.OwnPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void thePageIsWhatTheTypesDeclare() throws IOException {
    String fresh = Reference.of(OwnPlugins.types().values());
    Path made = Files.writeString(Path.of("target/playbook-reference.md"), fresh);
    assertThat(Files.readString(Pages.ROOT.resolve("docs/playbook-reference.md")))
        .as("bring it up to date: cp dist/%s docs/", made)
        .isEqualTo(fresh);
  }
}
