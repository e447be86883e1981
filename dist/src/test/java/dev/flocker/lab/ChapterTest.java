package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.docs.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can be seen of the year with flocker without nodes; {@link AYearLabTest} lives through it.
 */
class ChapterTest {

  private static final Path PAGE = Pages.ROOT.resolve("docs/a-year-with-flocker.md");
  private static final Path FILES = Pages.ROOT.resolve("playbooks/year");

  @TempDir Path folder;

  static Stream<String> files() {
    return Stream.of("hosts.yml", "flocker.yml", "shop.yml");
  }

  @Test
  void showsItsFilesAsTheyAre() throws IOException {
    List<String> shown =
        Pages.blocks(PAGE).stream()
            .filter(b -> b.kind().startsWith("yaml "))
            .map(Pages.Block::text)
            .toList();
    assertThat(shown).hasSize(3);
    for (String file : files().toList()) {
      assertThat(shown).as(file).contains(Files.readString(FILES.resolve(file)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hosts.yml", "shop.yml"})
  void itsChangesFitOneAfterTheOther(String file) throws IOException {
    String text = Files.readString(FILES.resolve(file));
    for (Chapter.Step step : Chapter.of(PAGE).steps()) {
      if (step instanceof Chapter.Edited edited && edited.file().equals(file)) {
        text = edited.in(text);
      }
    }
    assertThat(text).contains("n4").doesNotContain("n1", "shared_buffers");
  }

  /** What its sentences call a command is one that is typed. */
  @Test
  void typesEachCommandThatItNames() throws IOException {
    List<String> typed = Chapter.of(PAGE).typed().stream().map(Chapter.Typed::command).toList();
    List<String> named =
        Pattern.compile("`(flocker [^`]+)`")
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    assertThat(named).allSatisfy(n -> assertThat(typed).anyMatch(t -> t.startsWith(n)));
  }

  @Test
  void readsWhatIsTypedEditedAndBefallsInItsOrder() throws IOException {
    Chapter chapter =
        Chapter.of(
            page(
                """
                ```console exit 4
                $ flocker state
                n2: gone

                $ flocker volume ls
                ```
                <!-- lab kill n2 -->
                ```diff site.yml
                 a
                -b
                +c
                @@
                +d
                 e
                ```
                """));
    assertThat(chapter.steps())
        .containsExactly(
            new Chapter.Typed(2, "flocker state", 4, false, List.of("n2: gone")),
            new Chapter.Typed(5, "flocker volume ls", 4, false, List.of()),
            new Chapter.Befalls(7, List.of("kill", "n2")),
            new Chapter.Edited(
                8,
                "site.yml",
                List.of(new Chapter.Hunk("a\nb\n", "a\nc\n"), new Chapter.Hunk("e\n", "d\ne\n"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"```\n$ flocker state\n```\n", "```sh\nflocker state\n```\n"})
  void leavesNoBlockOut(String text) throws IOException {
    Path page = page(text);
    assertThatThrownBy(() -> Chapter.of(page))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("page.md:1");
  }

  private Path page(String text) throws IOException {
    return Files.writeString(folder.resolve("page.md"), text);
  }
}
