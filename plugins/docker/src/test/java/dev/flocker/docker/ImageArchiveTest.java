package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {

  private static final String MANIFEST = "sha256:" + "a".repeat(64);
  private static final String CONFIG = "sha256:" + "b".repeat(64);

  @TempDir Path directory;

  @Test
  void readsWhatDockerSaved() throws Exception {
    ImageArchive archive = ImageArchive.read(Path.of(getClass().getResource("saved.tar").toURI()));

    assertThat(archive.idsOf(ImageReference.parse("flocker-test:empty")))
        .containsExactly("sha256:90882616109b8243fbb0b0f99cc17ccc00ac894692d757b7622377a5e721ec93");
    assertThat(archive.idsOf(ImageReference.parse("flocker-test:other"))).isEmpty();
    assertThat(archive.names()).containsExactly("flocker-test:empty");
  }

  @Test
  void readsItCompressed() throws Exception {
    Path zipped = directory.resolve("image.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(Path.of(getClass().getResource("saved.tar").toURI()), out);
    }
    assertThat(ImageArchive.read(zipped).names()).containsExactly("flocker-test:empty");
  }

  @Test
  void readsAnOciLayout() throws Exception {
    Path file =
        tar(
            Map.of(
                "index.json",
                """
                {"manifests": [{"digest": "%s",
                  "annotations": {"io.containerd.image.name": "docker.io/library/a:1"}}]}
                """
                    .formatted(MANIFEST),
                "blobs/sha256/" + "a".repeat(64),
                "{\"config\": {\"digest\": \"" + CONFIG + "\"}}",
                "blobs/sha256/" + "b".repeat(64),
                "{\"config\": {\"Volumes\": {\"/data\": {}}}}"));

    ImageArchive archive = ImageArchive.read(file);
    assertThat(archive.idsOf(ImageReference.parse("a:1"))).containsExactly(MANIFEST, CONFIG);
    assertThat(archive.volumesOf(ImageReference.parse("a:1"))).containsExactly("/data");
  }

  @Test
  void knowsAnImageByAllItsIdsWhereTheArchiveHasBothLayouts() throws Exception {
    Path file =
        tar(
            Map.of(
                "manifest.json",
                "[{\"Config\": \"blobs/sha256/" + "b".repeat(64) + "\", \"RepoTags\": [\"a:1\"]}]",
                "index.json",
                "{\"manifests\": [{\"digest\": \"" + MANIFEST + "\"}]}",
                "blobs/sha256/" + "a".repeat(64),
                "{\"config\": {\"digest\": \"" + CONFIG + "\"}}"));

    ImageArchive archive = ImageArchive.read(file);
    assertThat(archive.images()).hasSize(1);
    assertThat(archive.idsOf(ImageReference.parse("a:1"))).containsExactly(MANIFEST, CONFIG);
  }

  @Test
  void readsAnIndexThatNamesItself() throws Exception {
    Path file =
        tar(
            Map.of(
                "index.json",
                "{\"manifests\": [{\"digest\": \"" + MANIFEST + "\"}]}",
                "blobs/sha256/" + "a".repeat(64),
                "{\"manifests\": [{\"digest\": \"" + MANIFEST + "\"}]}"));

    assertThat(ImageArchive.read(file).images()).hasSize(1);
  }

  @Test
  void passesOverADocumentThatIsNestedWithoutEnd() throws Exception {
    Path file = tar(Map.of("manifest.json", "[".repeat(500_000)));

    assertThatThrownBy(() -> ImageArchive.read(file)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatIsNone() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "no archive ".repeat(100));
    assertThatThrownBy(() -> ImageArchive.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docker save");
    Path other = tar(Map.of("a.txt", "text"));
    assertThatThrownBy(() -> ImageArchive.read(other)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The least of a tar file: names, sizes, contents. */
  private Path tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      byte[] header = new byte[512];
      put(header, 0, file.getKey());
      put(header, 124, String.format("%011o", content.length));
      out.write(header);
      out.write(content);
      out.write(new byte[(512 - content.length % 512) % 512]);
    }
    out.write(new byte[1024]);
    return Files.write(directory.resolve("image.tar"), out.toByteArray());
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
