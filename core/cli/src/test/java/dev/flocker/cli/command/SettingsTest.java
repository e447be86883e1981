package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

class SettingsTest {

  private static final Set<String> OPTIONS =
      Set.of("inventory", "forks", "tags", "allow-destroy", "vault-password-file", "vault-id");

  @TempDir private Path folder;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  private Settings read(String text, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("flocker.yml"), text);
    return Settings.read(
        Optional.of(file), environment, Set.of("inventory"), () -> OPTIONS, problems::add);
  }

  private static String value(Settings settings, String option) {
    return settings.defaultValue(OptionSpec.builder("--" + option).build());
  }

  @Test
  void isFoundAboveThePlaybook() throws IOException {
    Path file = Files.writeString(folder.resolve("flocker.yml"), "forks: 3\n");
    Path below = Files.createDirectories(folder.resolve("a/b"));
    assertThat(find(below)).contains(file);
  }

  private Optional<Path> find(Path below) {
    return Settings.find(below, problems::add, said::add);
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void namesFilesWithVaultPasswordsBesideIt() throws IOException {
    Settings settings =
        read(
            "vault-password-file: pw\nvault-id: [prod@pw, dev@~/pw, x@prompt, prompt, pw]\n",
            Map.of());
    String pw = folder.resolve("pw").toString();
    assertThat(value(settings, "vault-password-file")).isEqualTo(pw);
    assertThat(value(settings, "vault-id"))
        .isEqualTo("prod@" + pw + "\ndev@~/pw\nx@prompt\nprompt\n" + pw);
  }

  @Test
  void isNotLookedForInAFolderOfOthers() throws IOException {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Path file = Files.writeString(shared.resolve("flocker.yml"), "forks: 3\n");
    Path below = Files.createDirectories(shared.resolve("a"));
    Files.writeString(folder.resolve("flocker.yml"), "forks: 4\n");
    mode(shared, "rwxrwxrwx");
    assertThat(find(below)).isEmpty();
    assertThat(said)
        .containsExactly(
            file + " is not read: " + shared + " can be written by others; chmod go-w " + shared);
    mode(shared, "rwxr-xr-x");
    assertThat(find(below)).contains(file);
  }

  @Test
  void isRefusedIfOthersMayWriteIt() throws IOException {
    Path file = Files.writeString(folder.resolve("flocker.yml"), "forks: 3\n");
    mode(file, "rw-rw-rw-");
    find(folder);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            file
                + ": flocker.yml: others could change it; "
                + file
                + " can be written by others; chmod go-w "
                + file);
  }

  @Test
  void isRefusedBehindALinkIntoAFolderOfOthers() throws IOException {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Files.writeString(shared.resolve("x.yml"), "forks: 3\n");
    mode(shared, "rwxrwxrwx");
    Files.createSymbolicLink(folder.resolve("flocker.yml"), shared.resolve("x.yml"));
    find(folder);
    assertThat(problems).hasSize(1);
  }

  @Test
  void refusesPinsThatAreNoHashes() throws IOException {
    assertThat(read("pins: {x.jar: \"" + "aB".repeat(32) + "\"}\n", Map.of()).pins())
        .containsOnlyKeys("x.jar");
    assertThat(problems).isEmpty();
    read("pins: {x.jar: 12}\n", Map.of());
    read("pins: x.jar\n", Map.of());
    assertThat(problems).hasSize(2);
  }

  @Test
  void refusesAFileThatIsNoMapping() throws IOException {
    read("- forks\n", Map.of());
    assertThat(problems).extracting(Problem::why).containsExactly("is not a mapping");
  }

  @Test
  void namesInventoriesRelativeToTheFile() throws IOException {
    Settings settings = read("inventory: [hosts.yml, \"n1,n2\"]\nforks: 3\n", Map.of());
    assertThat(value(settings, "inventory")).isEqualTo(folder.resolve("hosts.yml") + "\nn1,n2");
    assertThat(value(settings, "forks")).isEqualTo("3");
    assertThat(value(settings, "tags")).isNull();
    assertThat(problems).isEmpty();
  }

  @Test
  void givesWayToTheEnvironment() throws IOException {
    Settings settings = read("forks: 3\n", Map.of("FLOCKER_FORKS", "7", "FLOCKER_TAGS", "db"));
    assertThat(value(settings, "forks")).isEqualTo("7");
    assertThat(value(settings, "tags")).isEqualTo("db");
  }

  @Test
  void refusesWhatIsNoSetting() throws IOException {
    read("fork: 3\nallow-destroy: true\nforks: {a: b}\n", Map.of());
    assertThat(problems)
        .extracting(Problem::toString)
        .map(text -> text.substring(text.indexOf("flocker.yml")))
        .containsExactly(
            "flocker.yml:1:1: \"fork\": is not a setting; did you mean \"forks\"?",
            "flocker.yml:2:1: \"allow-destroy\": is not a setting; "
                + "the known ones are forks, inventory, tags, vault-id, vault-password-file",
            "flocker.yml:3:8: \"forks\": is not a text; write a text, or a list of texts");
  }

  @Test
  void neverTakesFromTheEnvironmentWhatMustBeSaidEachTime() throws IOException {
    for (String option : List.of("allow-destroy", "yes", "powered-off", "with-data", "finish")) {
      String variable = "FLOCKER_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
      assertThat(value(read("", Map.of(variable, "true")), option)).as(option).isNull();
    }
  }
}
