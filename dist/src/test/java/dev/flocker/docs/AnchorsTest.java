package dev.flocker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a page links to in this repository is there: files, and headings in pages. */
class AnchorsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/adr", "lab", "bench")) {
      try (Stream<Path> files = Files.list(Pages.ROOT.resolve(folder))) {
        files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatAPageLinksToIsThere(Path page) throws IOException {
    List<String> dead = new ArrayList<>();
    for (String link : links(page)) {
      URI to = URI.create(link);
      if (to.getScheme() == null && !isThere(page, to)) {
        dead.add(link);
      }
    }
    assertThat(dead).as("dead links of %s", page).isEmpty();
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(prose(page)).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static boolean isThere(Path page, URI to) throws IOException {
    Path file = to.getPath().isEmpty() ? page : page.resolveSibling(to.getPath());
    return Files.exists(file)
        && (to.getFragment() == null || anchors(file).contains(to.getFragment()));
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    return prose(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .toList();
  }

  /** The text less its blocks. */
  private static String prose(Path page) throws IOException {
    return Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
  }
}
