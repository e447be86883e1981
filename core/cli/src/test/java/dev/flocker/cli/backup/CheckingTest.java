package dev.flocker.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckingTest {

  @TempDir Path folder;

  @Test
  void whatIsInterruptedCallsNothingBad() throws Exception {
    byte[] text = "stream".getBytes(StandardCharsets.UTF_8);
    String id = "20261130T120000-1a2b";
    Store store = new FolderStore("x", folder);
    Backup backup =
        new Backup(
            id,
            "1",
            Optional.empty(),
            "data",
            "fake",
            "n1",
            text.length,
            Summed.of(text),
            Seal.Kind.NONE,
            Optional.empty(),
            List.of(),
            Map.of(),
            List.of("pg"));
    Manifest manifest = new Manifest(store, "shop/pg", List.of(backup), Set.of(id));
    store.write(manifest.path(backup), out -> out.write(text));
    assertThat(Checking.of(manifest)).containsExactly(new Checking.Finding(backup, ""));

    for (Runnable work :
        List.<Runnable>of(() -> Checking.of(manifest), () -> Restoring.checked(manifest, backup))) {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(work::run).isInstanceOf(NodeTrouble.Cancelled.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  @Test
  void knowsRecipientsAgainWhateverTheirOrder() {
    assertThat(Seal.NONE.mark()).isEmpty();
    Seal two = new Seal(Seal.Kind.AGE, List.of("age1a", "age1b"));
    assertThat(two.mark())
        .isPresent()
        .isEqualTo(new Seal(Seal.Kind.AGE, List.of("age1b", "age1a")).mark())
        .isNotEqualTo(new Seal(Seal.Kind.AGE, List.of("age1a")).mark())
        .isNotEqualTo(new Seal(Seal.Kind.GPG, List.of("age1a", "age1b")).mark());
  }
}
