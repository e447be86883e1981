package dev.flocker.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flocker.node.plugin.BadPlugin;
import dev.flocker.node.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that cannot be used says so: which, why, and what to do. */
class BadPluginTest {

  /** A provider that needs nothing of a resource type's records. */
  private static final PluginJar PROVIDER =
      PluginJar.of(
          "bad",
          Map.of(
              "org/example/Nothing.java",
              """
              package org.example;

              import dev.flocker.api.node.*;
              import dev.flocker.api.value.Name;
              import java.util.List;
              import org.pf4j.Extension;

              @Extension
              public class Nothing implements Provider<Nothing.None, Nothing.None> {
                public record None(Name name) {}

                public Nothing() {}

                public String type() {
                  return "container";
                }

                public String name() {
                  return "nothing";
                }

                public boolean accepts(None spec) {
                  return false;
                }

                public NodeHalf<None> node() {
                  return new NodeHalf<>() {
                    public List<Requirement> requirements() {
                      return List.of();
                    }

                    public List<Observed<None>> observe(Scope scope, Host host) {
                      return List.of();
                    }

                    public void apply(Change<None> change, Host host, Progress progress) {}
                  };
                }
              }
              """));

  @TempDir Path folder;

  private String messageOf(PluginJar plugin) throws IOException {
    return messageOf(plugin.into(folder.resolve("bad.jar")));
  }

  private static String messageOf(Path... jars) {
    return catchThrowableOfType(BadPlugin.class, () -> Plugins.load(List.of(jars))).getMessage();
  }

  @Test
  void theProviderIsGoodAsItStands() throws IOException {
    Plugins plugins = Plugins.load(List.of(PROVIDER.into(folder.resolve("good.jar"))));
    assertThat(plugins.provider("container", "nothing")).isPresent();
  }

  @Test
  void notAZip() throws IOException {
    Path jar = Files.writeString(folder.resolve("notes.jar"), "not a zip, whatever its name says");
    assertThat(messageOf(jar))
        .isEqualTo("plugin notes.jar: cannot be read: zip END header not found; build it again");
  }

  @Test
  void noBytesAtAll() throws IOException {
    Path jar = Files.createFile(folder.resolve("empty.jar"));
    assertThat(messageOf(jar))
        .isEqualTo("plugin empty.jar: cannot be read: zip file is empty; build it again");
  }

  @Test
  void noPluginId() throws IOException {
    assertThat(messageOf(new PluginJar(Map.of(), PROVIDER.sources())))
        .isEqualTo(
            "plugin bad.jar: cannot be loaded: Field 'id' cannot be empty;"
                + " its manifest needs a Plugin-Id of its own, and versions such as 1.0.0 as Plugin-Version and"
                + " Plugin-Requires");
  }

  @Test
  void noVersion() throws IOException {
    PluginJar unversioned = new PluginJar(Map.of("Plugin-Id", "bad"), PROVIDER.sources());
    assertThat(messageOf(unversioned))
        .isEqualTo(
            "plugin bad.jar: cannot be loaded: Field 'version' cannot be empty;"
                + " its manifest needs a Plugin-Id of its own, and versions such as 1.0.0 as Plugin-Version and"
                + " Plugin-Requires");
  }

  @Test
  void theSameIdTwice() throws IOException {
    Path one = PROVIDER.into(folder.resolve("one.jar"));
    Path two = PROVIDER.into(folder.resolve("two.jar"));
    assertThat(messageOf(one, two))
        .isEqualTo(
            "plugin two.jar: cannot be loaded: its Plugin-Id bad is that of one.jar;"
                + " its manifest needs a Plugin-Id of its own, and versions such as 1.0.0 as"
                + " Plugin-Version and Plugin-Requires");
  }

  @Test
  void nothingInIt() throws IOException {
    assertThat(messageOf(PluginJar.of("bad", Map.of())))
        .isEqualTo(
            "plugin bad: brings neither a resource type nor a provider; annotate them with"
                + " @Extension, and name pf4j among the compiler's annotation processors");
  }

  @Test
  void withoutExtensions() throws IOException {
    assertThat(messageOf(PROVIDER.saying("", "@Extension\n")))
        .isEqualTo(
            "plugin bad: brings neither a resource type nor a provider; annotate them with"
                + " @Extension, and name pf4j among the compiler's annotation processors");
  }

  @Test
  void bundlesTheApi() throws IOException {
    String own = "package dev.flocker.api; public interface Own {}";
    assertThat(messageOf(PROVIDER.and("dev/flocker/api/Own.java", own)))
        .isEqualTo(
            "plugin bad.jar: bundles flocker's api, so that nothing in it would be recognised;"
                + " give the dependency on flocker-api the scope \"provided\"");
  }

  @Test
  void madeForALaterVersion() throws IOException {
    assertThat(messageOf(PROVIDER.with("Plugin-Requires", "9.0.0")))
        .isEqualTo(
            "plugin bad: requires version 9.0.0 of flocker, and this is 0.1.0;"
                + " use a version of the plugin that was made for this one");
  }

  @Test
  void requiresWhatIsNoVersion() throws IOException {
    assertThat(messageOf(PROVIDER.with("Plugin-Requires", "soon")))
        .isEqualTo(
            "plugin bad.jar: cannot be loaded: Illegal character near 'soon';"
                + " its manifest needs a Plugin-Id of its own, and versions such as 1.0.0 as Plugin-Version and"
                + " Plugin-Requires");
  }

  @Test
  void throwsInItsConstructor() throws IOException {
    assertThat(
            messageOf(
                PROVIDER.saying(
                    "Nothing() { throw new IllegalStateException(\"boom\"); }", "Nothing() {}")))
        .isEqualTo(
            "plugin bad: its extension org.example.Nothing cannot be made:"
                + " java.lang.IllegalStateException: boom; report this to its author");
  }

  @Test
  void throwsWhenAskedForItsNodeHalf() throws IOException {
    assertThat(
            messageOf(
                PROVIDER.saying(
                    "if (name() != null) throw new IllegalStateException(\"late\"); return new NodeHalf<>() {",
                    "return new NodeHalf<>() {")))
        .isEqualTo(
            "plugin bad: its extension org.example.Nothing throws"
                + " java.lang.IllegalStateException: late; report this to its author");
  }

  @Test
  void isNotPublic() throws IOException {
    assertThat(messageOf(PROVIDER.saying("class Nothing", "public class Nothing")))
        .isEqualTo(
            "plugin bad: its extension org.example.Nothing cannot be made:"
                + " java.lang.IllegalAccessException: class org.pf4j.DefaultExtensionFactory cannot"
                + " access a member of class org.example.Nothing with modifiers \"public\";"
                + " report this to its author");
  }

  @Test
  void isAnExtensionOfSomethingElse() throws IOException {
    Map<String, String> sources =
        Map.of(
            "org/example/Other.java",
            "@org.pf4j.Extension public class Other implements org.pf4j.ExtensionPoint {}");
    assertThat(messageOf(PluginJar.of("bad", sources)))
        .isEqualTo(
            "plugin bad: its extension Other is neither a resource type nor a provider;"
                + " report this to its author");
  }

  @Test
  void hasANameThatNoPlaybookCanHold() throws IOException {
    assertThat(messageOf(PROVIDER.saying("no thing", "nothing")))
        .isEqualTo(
            "plugin bad: its extension org.example.Nothing has a name() that is not of a-z 0-9 _ -:"
                + " \"no thing\"; report this to its author");
  }

  @Test
  void takesATypeOfFlockersOwn() throws IOException {
    assertThat(messageOf(SamplePlugin.asWritten().saying("\"container\"", "\"file\"")))
        .isEqualTo(
            "plugin flocker-file: brings type container, which flocker brings too;"
                + " remove one of the two");
  }

  @Test
  void takesATypeOfAnothers() throws IOException {
    Path one = SamplePlugin.asWritten().into(folder.resolve("one.jar"));
    Path two = SamplePlugin.asWritten().with("Plugin-Id", "two").into(folder.resolve("two.jar"));
    assertThat(messageOf(one, two))
        .isEqualTo(
            "plugin two: brings provider file/posix, which flocker-file brings too;"
                + " remove one of the two");
  }

  @Test
  void providesATypeThatIsNotThere() throws IOException {
    assertThat(messageOf(PROVIDER.saying("contraption", "container")))
        .isEqualTo(
            "plugin bad: provides contraption, which no plugin brings as a resource type;"
                + " add the plugin that does, or correct type()");
  }
}
