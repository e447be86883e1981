package dev.flocker.cli.flocker1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeploymentFileTest {

  @Test
  void namesEveryNodeAndQuotesEveryName() {
    Map<Ref, List<String>> resources = new TreeMap<>();
    resources.put(Ref.parse("container database"), List.of("n1"));
    resources.put(Ref.parse("container 1.10"), List.of("n1", "n2"));
    resources.put(new Ref("container", "a\": [] #\\"), List.of("n3"));
    resources.put(Ref.parse("volume data"), List.of("n1"));
    assertThat(DeploymentFile.of(List.of("n1", "n2", "n3"), resources))
        .containsExactly(
            "version: 1",
            "nodes:",
            "  \"n1\": [\"1.10\", \"database\"]",
            "  \"n2\": [\"1.10\"]",
            "  \"n3\": [\"a\\\": [] #\\\\\"]");
  }
}
