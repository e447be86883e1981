package dev.flocker.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalFolderTest {

  private static final List<String> ALL =
      List.of(
          ".env",
          "Dockerfile",
          "node_modules",
          "node_modules/left-pad",
          "node_modules/left-pad/index.js",
          "src",
          "src/main.go",
          "src/main_test.go",
          "src/vendor",
          "src/vendor/a.md");

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String path : ALL) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      if (path.contains(".") || path.equals("Dockerfile")) {
        Files.writeString(file, path);
      }
    }
  }

  /** As Docker's own tests of .dockerignore have it, in so many cases. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "node_modules | .env Dockerfile src src/main.go src/main_test.go src/vendor src/vendor/a.md",
        "/src/ | .env Dockerfile node_modules node_modules/left-pad node_modules/left-pad/index.js",
        "* | -",
        "* !src/*.go | src/main.go src/main_test.go",
        "* !src | src src/main.go src/main_test.go src/vendor src/vendor/a.md",
        "**/*_test.go node_modules src/vendor .env | Dockerfile src src/main.go",
        "**/vendor node_mod*s .??? Dockerfil[a-e] | src src/main.go src/main_test.go",
        "src/** !**/*.md ./node_modules . | .env Dockerfile src src/vendor/a.md",
        "src/[^m]* node_modules/../src/m* node_modules .* | Dockerfile src",
      })
  void leavesOutWhatDockerDoes(String patterns, String left) {
    LocalFolder less = LocalFolder.of(folder).without(List.of(patterns.strip().split(" ")));
    assertThat(less.entries().stream().map(LocalFolder.Entry::path))
        .containsExactlyElementsOf(left == null ? List.of() : List.of(left.strip().split(" ")));
  }

  @Test
  void isInOrderWhateverTheFileSystemSays() {
    assertThat(LocalFolder.of(folder).entries().stream().map(LocalFolder.Entry::path))
        .containsExactlyElementsOf(ALL);
  }

  @Test
  void theDigestIsThatOfWhatGoesAlong() throws IOException {
    LocalFolder all = LocalFolder.of(folder);
    LocalFolder less = all.without(List.of("src/vendor"));
    String before = all.digest();
    String lessBefore = less.digest();
    Files.writeString(folder.resolve("src/vendor/a.md"), "changed");
    assertThat(all.digest()).isNotEqualTo(before);
    assertThat(less.digest()).isEqualTo(lessBefore);
  }

  @Test
  void oneThatIsNotThereIsTold() {
    LocalFolder gone = LocalFolder.of(folder.resolve("gone"));
    assertThatThrownBy(gone::digest)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gone")
        .hasMessageContaining("; check its permissions");
  }

  @Test
  void aLinkToAFolderIsThatFolder() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolveSibling("link-" + folder.getFileName()), folder);
    assertThat(LocalFolder.of(link).digest()).isEqualTo(LocalFolder.of(folder).digest());
    Files.delete(link);
  }

  @Test
  void aPatternThatIsNoneIsTold() {
    LocalFolder odd = LocalFolder.of(folder).without(List.of("[z-a]"));
    assertThatThrownBy(odd::entries)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"[z-a]\" in .dockerignore is no pattern; write it as Docker takes it");
  }
}
