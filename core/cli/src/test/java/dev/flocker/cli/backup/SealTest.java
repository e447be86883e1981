package dev.flocker.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

  @TempDir Path folder;

  @Test
  void whatAgeEncryptedOnlyTheKeyOpens() throws IOException {
    assumeThat(Path.of("/usr/bin/age-keygen")).exists();
    Path key = folder.resolve("key");
    ProgramOutput.run(List.of("age-keygen", "-o", key.toString()), out -> {});
    String recipient =
        Files.readString(key).lines().filter(l -> l.contains("age1")).findFirst().orElseThrow();
    Seal seal = Seal.to(List.of(recipient.replaceFirst(".*age1", "age1")));
    seal.require();
    byte[] plain = new byte[3 << 20];
    byte[] sealed;
    try (InputStream in = seal.close(new ByteArrayInputStream(plain))) {
      sealed = in.readAllBytes();
    }

    assertThat(sealed).hasSizeGreaterThan(plain.length);
    try (InputStream in =
        Seal.open(Seal.Kind.AGE, new ByteArrayInputStream(sealed), Optional.of(key.toString()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
    sealed[sealed.length / 2]++;
    try (InputStream in =
        Seal.open(Seal.Kind.AGE, new ByteArrayInputStream(sealed), Optional.of(key.toString()))) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("age: exit 1");
    }
  }

  @Test
  void aStreamThatBreaksIsNotTakenForWhole() throws IOException {
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(new byte[100_000])) {
          @Override
          public int read(byte[] into) throws IOException {
            int read = super.read(into);
            if (read < 0) {
              throw new IOException("the disk is gone");
            }
            return read;
          }
        };
    try (InputStream in = ProgramInput.filtering(broken, List.of("cat"))) {
      assertThatThrownBy(in::readAllBytes).hasMessage("the disk is gone");
    }
  }

  @Test
  void aKeyThatIsNoneIsFoundBeforeAnythingIsDone() {
    assertThatThrownBy(() -> Seal.to(List.of("no-such-key@example.com")).require())
        .hasMessageContaining("nothing can be encrypted to the recipients: gpg");
    assertThat(Seal.to(List.of())).isEqualTo(Seal.NONE);
  }
}
