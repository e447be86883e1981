package dev.flocker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RendererTest {

  private final String html = Renderer.html(PageFixture.hostile());

  /** What a node says is a text, wherever it stands. */
  @Test
  void escapesEverything() {
    assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<img", "<svg onload");
    assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(1);
    assertThat(Pattern.compile("\"'").matcher(html).results()).isEmpty();
  }

  @Test
  void forbidsItselfTheNetwork() {
    assertThat(html)
        .containsPattern(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
                + "base-uri &#39;none&#39;; form-action &#39;none&#39;; "
                + "style-src &#39;sha256-[A-Za-z0-9+/]{43}=&#39;; "
                + "script-src &#39;sha256-[A-Za-z0-9+/]{43}=&#39;\"")
        .doesNotContain("http://", "https://", "<link", "<iframe", "@import", "unsafe-inline");
  }

  /** With such a policy a style of one element would not be obeyed. */
  @Test
  void stylesNothingByItself() {
    assertThat(html).doesNotContain(" style=");
  }
}
