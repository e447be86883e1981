package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvFileTest {

  @TempDir Path folder;

  private final List<Problem> problems = new ArrayList<>();

  private Map<String, String> read(String text, boolean raw) throws IOException {
    Path file = Files.writeString(folder.resolve("x.env"), text);
    Remarks remarks = new Remarks(problems::add, note -> {});
    return EnvFile.read(file, raw, Map.of("HOST", "host")::get, Place.of("x"), remarks);
  }

  /** A line, and the value of A that Docker Compose reads in it. */
  static List<List<String>> lines() {
    return List.of(
        List.of("A=1", "1"),
        List.of("A = 1 ", "1"),
        List.of("A: 1", "1"),
        List.of("export A=1", "1"),
        List.of("  export  A=1", "1"),
        List.of("exported=2\nA=1", "1"),
        List.of("# A=0\n\nA=1 # one", "1"),
        List.of("A=1#2", "1#2"),
        List.of("A=#2", "#2"),
        List.of("A=", ""),
        List.of("A=\r\nB=2\r\n", ""),
        List.of("A=a b", "a b"),
        List.of("A=a=b", "a=b"),
        List.of("A='a # b' # c", "a # b"),
        List.of("A='$HOST\\n'", "$HOST\\n"),
        List.of("A='it\\'s'", "it's"),
        List.of("A=\"a # b\" # c", "a # b"),
        List.of("A=\"$HOST\\n\"", "host\n"),
        List.of("A=\"say \\\"x\\\"\"", "say \"x\""),
        List.of("A=\"\\$HOST \\\\ \\q \\0101\"", "$HOST \\ \\q A"),
        List.of("A=\"one\ntwo\"\nB=3", "one\ntwo"),
        List.of("A='one\ntwo'\nB=3", "one\ntwo"),
        List.of("A=$HOST", "host"),
        List.of("A=\\n", "\\n"),
        List.of("B=2\nA=${B}$B${C:-3}", "223"),
        List.of("HOST=own\nA=$HOST", "host"),
        List.of("A=1\nA=2", "2"),
        List.of("A=x\"y\"", "x\"y\""),
        List.of("\uFEFFA=1", "1"),
        List.of("my.key-[0]=2\nA=1", "1"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsWhatDockerComposeReads(List<String> line) throws IOException {
    assertThat(read(line.get(0), false)).containsEntry("A", line.get(1));
    assertThat(problems).isEmpty();
  }

  @Test
  void takesANameAloneFromTheEnvironment() throws IOException {
    assertThat(read("HOST\nNONE\nexport HOST\nB=1", false))
        .isEqualTo(Map.of("HOST", "host", "B", "1"));
  }

  @Test
  void takesEverythingAsItStandsIfRaw() throws IOException {
    assertThat(read("# c\n\nA='$HOST' # x\r\nHOST\nNONE\nB==\n", true))
        .isEqualTo(Map.of("A", "'$HOST' # x", "HOST", "host", "B", "="));
  }

  @Test
  void saysInWhichLineItCannotBeRead() throws IOException {
    read("A=1\nB C=2\n", false);
    read("A=1\n\nB!=2\n", false);
    read("A=1\nB=\"open\n", false);
    read("A=1\nB=${C\n", false);
    assertThat(problems)
        .extracting(p -> p.place().line() + " " + p.why())
        .containsExactly(
            "2 \"B C\" is no name",
            "3 \"B!=2\" has a \"!\" in its name",
            "2 a quote is not closed",
            "2 \"${\" is not closed");
  }
}
