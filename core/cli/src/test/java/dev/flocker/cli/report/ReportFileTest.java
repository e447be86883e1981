package dev.flocker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.console.Drift;
import dev.flocker.cli.console.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

  @TempDir Path folder;

  /** A node may say anything. */
  @Test
  void halfACharacterIsWrittenToo() throws IOException {
    Recording recording = new Recording(new Drift(new Printed().plain(), Optional.empty()));
    Path file = folder.resolve("report.html");
    assertThat(new ReportFile(file).write("ann\ud83d", by -> PageHtml.of(recording, by, 0, t -> t)))
        .isEmpty();
    assertThat(Files.readString(file)).contains("ann?, ");
  }
}
