# understudy_embed_files(TARGET FUNCTION FOLDER PATTERN): adds FOLDER/<api>/PATTERN to the library
# TARGET, as the table that FUNCTION of cli/bundled.h returns.
function(understudy_embed_files target function folder pattern)
    file(GLOB files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*/${pattern}")
    set(output "${CMAKE_BINARY_DIR}/generated/${function}.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DROOT=${CMAKE_SOURCE_DIR}/${folder}"
                "-DPATTERN=${pattern}" "-DFUNCTION=${function}"
                -P "${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake"
        DEPENDS ${files} "${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake"
        COMMENT "embedding ${folder}/")
    target_sources(${target} PRIVATE "${output}")
endfunction()

# understudy_embed_schemas(TARGET): adds the JSON Schemas of specs/*.schema.json to the library TARGET,
# see contract/embedded_schemas.h.
function(understudy_embed_schemas target)
    file(GLOB files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/specs/*.schema.json")
    set(output "${CMAKE_BINARY_DIR}/generated/embedded_schemas.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DROOT=${CMAKE_SOURCE_DIR}/specs"
                -P "${CMAKE_SOURCE_DIR}/cmake/embed_schemas.cmake"
        DEPENDS ${files} "${CMAKE_SOURCE_DIR}/cmake/embed_schemas.cmake"
        COMMENT "embedding specs/*.schema.json")
    target_sources(${target} PRIVATE "${output}")
endfunction()

# understudy_embed_metaschemas(TARGET): adds contract/metaschemas/**/*.json to the library TARGET, see
# contract/metaschemas.h.
function(understudy_embed_metaschemas target)
    set(root "${CMAKE_SOURCE_DIR}/contract/metaschemas")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS "${root}/*.json")
    set(output "${CMAKE_BINARY_DIR}/generated/metaschemas.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DROOT=${root}"
                -P "${CMAKE_SOURCE_DIR}/cmake/embed_metaschemas.cmake"
        DEPENDS ${files} "${CMAKE_SOURCE_DIR}/cmake/embed_metaschemas.cmake"
        COMMENT "embedding contract/metaschemas/")
    target_sources(${target} PRIVATE "${output}")
endfunction()
