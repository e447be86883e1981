package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An inventory that was encrypted as a whole. */
class SecretIniTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[hunter22:port]extra]",
        "[web:hunter22]",
        "[web]\nn1 hunter22",
        "[web]\nn[hunter22 x=1",
        "[web]\nn[9:1]hunter22",
        "[web]\nn[1:99999]hunter22",
        "[all:vars]\nhunter22",
        "[web:children]\npw hunter22",
        "[web:children]\nhunter22",
        "[hunter22:vars]\nx=1",
      })
  void isNotRepeatedWhereItCannotBeRead(String text) {
    List<Problem> problems = new ArrayList<>();
    Entries entries = new Entries();
    new IniInventory("hosts", true, entries, problems::add).read(text);

    assertThat(problems).isNotEmpty();
    assertThat(problems).noneMatch(p -> p.toString().contains("hunter22"));
    assertThat(problems).allMatch(p -> p.why().contains("what stands here"));
  }
}
