package dev.keyshelf.api;

import static dev.keyshelf.api.Calls.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  private static final Positions<Integer> NUMBERS =
      Positions.of(
          Object::toString,
          text -> Optional.of(text).filter(each -> each.matches("[0-9]+")).map(Integer::valueOf),
          number -> number < 1000);

  private static final String ROUTE = "POST /v1/customers/{customerId}/orders";

  @Test
  void has50ItemsByDefault() {
    var paging = paging(aCall());

    assertThat(paging.limit()).isEqualTo(50);
    assertThat(paging.after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200})
  void hasTheRequestedNumberOfItems(int limit) {
    assertThat(paging(aCall().asking("limit", Integer.toString(limit))).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "201", "1000000", "99999999999", "abc", "1.5", "+5", "05"})
  void refusesOtherNumbersOfItems(String limit) {
    assertThat(refusal(aCall().asking("limit", limit)).faults())
        .containsExactly(Fault.ofParameter("limit", "must be a number from 1 to 200"));
  }

  @Test
  void continuesAtItsCursor() {
    var next = paging(aCall()).page(List.of(), _ -> Json.object(), Optional.of(7)).get("next");

    assertThat(paging(aCall().asking("cursor", next.textValue())).after()).contains(7);
  }

  @Test
  void refusesACursorOfAnotherQuestion() {
    var next = paging(aCall()).cursor(7);
    var parameters = Parameters.of(aCall().asking("cursor", next).request());

    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> Paging.of(aCall().call(), parameters, NUMBERS, "another"));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.CURSOR_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-7", "7 ", "1000"})
  void refusesACursorWhereNoPageEnds(String place) {
    var forged = Cursor.write(place, ROUTE, "question");

    assertThat(refusal(aCall().asking("cursor", forged)).code())
        .isEqualTo(ProblemCode.CURSOR_INVALID);
  }

  @Test
  void refusesACursorOutsideTheRangeOfTheStore() {
    var paging = paging(aCall().asking("cursor", paging(aCall()).cursor(7)));

    assertThat(paging.within(number -> number == 7)).isSameAs(paging);
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> paging.within(number -> number > 7))
                .problem()
                .code())
        .isEqualTo(ProblemCode.CURSOR_INVALID);
    assertThat(paging(aCall()).within(_ -> false).after()).isEmpty();
  }

  @Test
  void isRefusedTogetherWithOtherFaults() {
    assertThat(refusal(aCall().asking("limti", "5")).faults())
        .containsExactly(Fault.ofParameter("limti", "is not a parameter of this route"));
  }

  @Test
  void isWrittenWithItsItems() {
    var paging = paging(aCall());

    var page = paging.page(List.of(1, 2), each -> Json.object().put("n", each), Optional.of(2));

    assertThat(page.toString())
        .isEqualTo("{\"items\":[{\"n\":1},{\"n\":2}],\"next\":\"%s\"}".formatted(paging.cursor(2)));
    assertThat(paging.page(List.of(), _ -> Json.object(), Optional.empty()).toString())
        .isEqualTo("{\"items\":[]}");
  }

  private static Paging<Integer> paging(Calls calls) {
    return Paging.of(calls.call(), Parameters.of(calls.request()), NUMBERS, "question");
  }

  private static Problem refusal(Calls calls) {
    return catchThrowableOfType(ProblemException.class, () -> paging(calls)).problem();
  }
}
