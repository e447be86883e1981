package dev.flocker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.sample.SamplePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/writing-a-plugin.md shows the sample plugin as it is compiled and tested. */
class WritingAPluginTest {

  static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SamplePlugin.SOURCES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void thePageQuotesTheSourceExactly(Path source) throws IOException {
    Path page = Pages.ROOT.resolve("docs/writing-a-plugin.md");
    List<String> quoted = Pages.blocks(page).stream().map(Pages.Block::text).toList();
    assertThat(quoted).as("%s in %s", source, page).contains(Files.readString(source));
  }
}
