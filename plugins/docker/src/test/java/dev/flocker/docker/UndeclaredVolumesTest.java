package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said of what a container writes to no volume. */
class UndeclaredVolumesTest extends DeclaredContainer {

  @Test
  void saysWhatIsOnNoVolume() {
    assertThat(notes(List.of(), List.of())).isEmpty();
    assertThat(notes(List.of("/var/lib/a"), List.of()))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.toString())
                    .contains("container web: what its image writes to /var/lib/a is on no volume")
                    .contains("it stays behind on n1 when the container is replaced or moves")
                    .contains("mountpoint: /var/lib/a}]"));
  }

  @Test
  void saysThatAVolumeWhichIsMountedOnlyNowLacksWhatWasWrittenBefore() {
    assertThat(notes(List.of("/var/lib/a/"), List.of(volume("/var/lib/a"))))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.toString())
                    .contains("its volume at /var/lib/a/ does not get what is there now")
                    .contains("that stays behind on n1; copy it out first"));
  }

  private static Map<String, Object> volume(String mountpoint) {
    return Map.of("name", "data", "mountpoint", mountpoint);
  }

  private List<Problem> notes(List<String> anonymous, List<Map<String, Object>> volumes) {
    Map<String, Object> state = new TreeMap<>(type.state().encode(DockerCommandsTest.PLAIN));
    state.put("anonymous", anonymous);
    Container spec =
        type.declared().decode(Map.of("name", "web", "image", "a:1", "volumes", volumes));
    List<Problem> notes = new ArrayList<>();
    type.advise(
        new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE),
        Map.of("n1", type.state().decode(state)),
        topology(),
        notes::add);
    return notes;
  }
}
