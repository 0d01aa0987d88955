# Flags every target shares, and the two shapes of target there are: a module and its tests.
add_library(understudy_flags INTERFACE)
target_include_directories(understudy_flags INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_options(understudy_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 sees overlaps in std::string that are not there
    $<$<BOOL:${UNDERSTUDY_WERROR}>:-Werror>)
if(UNDERSTUDY_SANITIZE)
    target_compile_options(understudy_flags INTERFACE
        -fsanitize=${UNDERSTUDY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # GCC's own instrumentation makes it see uninitialised reads (in std::regex, for one).
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(understudy_flags INTERFACE -fsanitize=${UNDERSTUDY_SANITIZE})
endif()

# understudy_module(NAME DEPENDENCY...): the static library of the directory NAME.
function(understudy_module name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/cli/main\\.cpp$")
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC understudy_flags ${ARGN})
endfunction()

# understudy_tests(NAME LIBRARY...): one Catch2 program of all tests/NAME/*_test.cpp.
function(understudy_tests name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(test_${name} ${sources})
    target_link_libraries(test_${name} PRIVATE catch_main ${ARGN})
    target_compile_options(test_${name} PRIVATE -O0)  # the tests' own code: compile time counts
    target_compile_definitions(test_${name} PRIVATE
        UNDERSTUDY_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        UNDERSTUDY_BINARY="$<TARGET_FILE:understudy>")
    catch_discover_tests(test_${name} TEST_PREFIX "${name}: " ${UNDERSTUDY_TEST_OPTIONS})
endfunction()
