package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** No plugin of the fixture's has containers, so none of their further keys is known here. */
class ComposeConvertTest extends CommandFixture {

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void printsThePlaybookOfComposeFiles() throws IOException {
    String compose =
        write("compose.yaml", "services: {db: {image: \"d:$TAG\", environment: {A: \"{{b}}\"}}}");
    String more = write("more.yaml", "services: {web: {image: w, profiles: [x]}, off: {image: o}}");
    String deployment = write("deployment.yml", "version: 1\nnodes: {n1: [db], n2: [web]}");
    String env = write("my.env", "TAG=2\n");
    assertThat(
            flocker(
                "compose",
                "convert",
                compose,
                more,
                "--project",
                "shop",
                "--deployment",
                deployment,
                "--env-file",
                env))
        .as(printed.err())
        .isZero();
    assertThat(printed.out())
        .isEqualTo(
            """
            - project: shop
              hosts: all
              resources:
                - container:
                    name: db
                    "on":
                      - n1
                    image: "d:2"
                    environment:
                      A: "{{default _ \\"{\\"}}{b}}"
                    restart: never
                - container:
                    name: web
                    "on":
                      - n2
                    image: w
                    restart: never
            """);
    assertThat(printed.err()).isEmpty();
  }

  @Test
  void runsWhatIsOnIfNothingSaysWhere() throws IOException {
    String compose =
        write(
            "compose.yaml",
            "services: {db: {image: d, hostname: h}, web: {image: w, profiles: [x]}}");
    assertThat(flocker("compose", "convert", compose)).isZero();
    assertThat(printed.out()).contains("name: db").doesNotContain("name: web");
    assertThat(printed.err()).contains("service db: hostname is not taken over: ");
    assertThat(flocker("compose", "convert", compose, "--profile", "x")).isZero();
    assertThat(printed.out()).contains("name: web");
  }

  @Test
  void printsNoPlaybookOfWhatIsWrong() throws IOException {
    Path compose = Path.of(write("compose.yaml", "services: {db: {command: x}}"));
    assertThat(flocker("compose", "convert", compose.toString())).isEqualTo(3);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err())
        .contains("compose.yaml:1:16: service db: has neither an image nor a build");
    assertThat(flocker("compose")).isEqualTo(3);
    assertThat(printed.err()).contains("say flocker compose convert FILE");
  }
}
