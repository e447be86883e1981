package dev.flocker.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.Pipes;
import dev.flocker.cli.vault.Vault;
import dev.flocker.corpus.OwnPlugins;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts fast is what the trainings have loaded, so they must get as far as a run does. */
class TrainingTest {

  @TempDir Path folder;

  /** One that is refused contacts no node and plans nothing. */
  @Test
  void itsPlaybookIsInOrder() throws IOException {
    Path inventory = Files.writeString(folder.resolve("inventory.yml"), Training.INVENTORY);
    Path playbook = Files.writeString(folder.resolve("playbook.yml"), Training.PLAYBOOK);
    Controller controller = new Controller(Map.of(), Vault.NONE, new Pipes(List.of("./none")));
    ReadOptions options =
        new ReadOptions(
            List.of(inventory.toString()), List.of(), controller, Map.of(), Optional.empty());
    Reading reading = Playbooks.read(List.of(playbook), options, OwnPlugins.types());
    List<Problem> problems = new ArrayList<>(reading.problems());
    Checks.check(reading.projects(), OwnPlugins.planned(), problems::add);
    assertThat(problems).isEmpty();
  }

  @Test
  void aNodeWhereAProviderFindsNothingIsNoTraining() throws IOException {
    NodeTraining.mustShowAll(seen(List.of(Map.of("ref", "route 80"))));
    assertThatThrownBy(() -> NodeTraining.mustShowAll(seen(List.of())))
        .hasMessageContaining("does not see what was recorded");
    assertThatThrownBy(() -> NodeTraining.mustShowAll(null)).isInstanceOf(IOException.class);
  }

  private static Message seen(List<Map<String, Object>> resources) {
    return Message.of(
        Map.of(
            "result", Map.of("views", List.of(Map.of("type", "route", "resources", resources)))));
  }
}
