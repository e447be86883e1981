package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SiteTest {

  private static final Path ELSEWHERE = Path.of("/srv/flocker");

  @Test
  void whatRootKeepsIsFoundWhereverTheRuntimeIs() {
    assertThat(Site.of("root", ELSEWHERE).state()).isEqualTo(Path.of("/var/lib/flocker"));
    assertThat(Site.of("root", ELSEWHERE).runtime()).isEqualTo(ELSEWHERE);
  }

  @Test
  void othersKeepItWhereTheyMayWrite() {
    assertThat(Site.of("ann", ELSEWHERE).state()).isEqualTo(ELSEWHERE);
  }
}
