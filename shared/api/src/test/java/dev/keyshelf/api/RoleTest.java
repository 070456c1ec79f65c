package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.http.RoleNames;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void hasEachNameThatATokenCanGrantToAPartnersUser() {
    assertThat(Arrays.stream(Role.values()).map(Role::claim))
        .containsExactlyInAnyOrderElementsOf(RoleNames.OF_PARTNERS);
  }
}
