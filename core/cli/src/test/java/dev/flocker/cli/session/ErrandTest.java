package dev.flocker.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrandTest {

  private static String command(String... arguments) {
    return Errand.of(Map.of(), List.of(arguments)).command();
  }

  @Test
  void saysWhoItIs() {
    assertThat(Errand.of(Map.of("USER", "ann", "LOGNAME", "bob"), List.of("run")).by())
        .startsWith("ann@");
    assertThat(Errand.of(Map.of("LOGNAME", "bob"), List.of("run")).by()).startsWith("bob@");
    assertThat(Errand.of(Map.of(), List.of()).by())
        .startsWith(System.getProperty("user.name") + "@");
  }

  @Test
  void saysWhatForAndNoArguments() {
    assertThat(command("run", "-e", "password=geheim", "site.yml")).isEqualTo("run");
    assertThat(command("stop", "db")).isEqualTo("stop");
    assertThat(command("volume", "push", "shop/db")).isEqualTo("volume push");
    assertThat(command("--plugins", "mine", "run", "site.yml")).isEqualTo("run");
    assertThat(command("--plugins=mine", "volume", "ls")).isEqualTo("volume ls");
    assertThat(command("--plugins")).isEmpty();
    assertThat(command("volume", "--help")).isEqualTo("volume");
    assertThat(command()).isEmpty();
  }
}
