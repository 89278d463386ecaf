# Thin: every target is one or two scripts. Meson does the building (docs/decisions/0001-meson-behind-make.md).
.POSIX:
.PHONY: all demo test bench fuzz asan coverage check format clean

BUILD = build
FUZZ_SECONDS = 60

all:
	@tools/setup build
	@tools/build $(BUILD) detente

# The main job on the shipped examples. Exit status 1 and 4 are answers (prohibited, undetermined), not failures.
demo: all
	@$(BUILD)/detente decide examples/situations.jsonl || case $$? in 1|4) ;; *) exit 1 ;; esac
	@echo
	@$(BUILD)/detente plan diff roads/jin-2025.road examples/inter-korean.jsonl || case $$? in 1|4) ;; *) exit 1 ;; esac

test:
	@tools/setup test
	@tools/build $(BUILD) "all meson-test-prereq"
	@tools/run-tests $(BUILD)

# The tests again, under AddressSanitizer and UndefinedBehaviorSanitizer.
asan:
	@tools/setup test
	@tools/build build-asan "all meson-test-prereq" -Db_sanitize=address,undefined -Doptimization=1
	@tools/run-tests build-asan

# Lines and branches of the law and of the decisions that the tests reach; fails under 90 % and 80 %.
coverage:
	@tools/setup ci
	@tools/coverage build-coverage

bench:
	@tools/setup test
	@tools/build $(BUILD) bench
	@for program in $(BUILD)/bench_*; do [ ! -f "$$program" ] || "$$program" || exit 1; done

# FUZZ_SECONDS for each target; what it finds is kept in build-fuzz/found, crashes stop the run.
fuzz:
	@tools/setup test
	@tools/setup fuzz
	@tools/fuzz build-fuzz $(FUZZ_SECONDS)

# What needs no test run: layers, sizes, globals.
check: all
	@tools/check-layers
	@tools/check-size
	@tools/check-globals $(BUILD)/libdetente.a

format:
	@tools/check-format --fix

clean:
	rm -rf $(BUILD) build-asan build-gcc build-clang build-fuzz build-coverage
