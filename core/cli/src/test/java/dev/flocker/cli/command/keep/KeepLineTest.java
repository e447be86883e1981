package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.command.NodeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepLineTest {

  @Test
  void aTimerMayRunAndLoadWhatThePersonMay() {
    NodeOptions nodes = new NodeOptions();
    nodes.inventory.allowedPipes.addAll(List.of("pass", "sops"));
    KeepLine line =
        new KeepLine(
            nodes,
            List.of(),
            Duration.ofMinutes(1),
            Optional.of(Path.of("/srv/plugins")),
            List.of(Path.of("/srv/site.yml")));

    assertThat(line.words("flocker"))
        .containsSequence("--allow-pipe", "pass", "--allow-pipe", "sops")
        .containsSequence("--plugins", "/srv/plugins")
        .endsWith("/srv/site.yml");
  }

  @Test
  void aTimerIsAskedForNoPassword() {
    NodeOptions nodes = new NodeOptions();
    nodes.inventory.vaultIds.add("prompt");
    KeepLine line =
        new KeepLine(nodes, List.of(), Duration.ofMinutes(1), Optional.empty(), List.of());

    assertThatThrownBy(line::check).hasMessageContaining("a timer has nobody to ask");
  }

  @Test
  void aTimerFindsProgramsKeysAndPasswordsWhereThePersonDoes() {
    Map<String, String> here =
        Map.of("PATH", "/opt/bin", "ANSIBLE_VAULT_IDENTITY_LIST", "a@b", "USER", "", "LANG", "C");
    assertThat(KeepTimer.kept(here))
        .containsExactly(
            Map.entry("ANSIBLE_VAULT_IDENTITY_LIST", "a@b"), Map.entry("PATH", "/opt/bin"));
  }
}
