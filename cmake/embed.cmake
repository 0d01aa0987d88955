# understudy_embed_specs(TARGET): a library with the files of specs/<api>/*.yaml inside, see cli/bundled.h.
function(understudy_embed_specs target)
    file(GLOB files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/specs/*/*")
    set(output "${CMAKE_BINARY_DIR}/generated/bundled_files.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DROOT=${CMAKE_SOURCE_DIR}/specs"
                -P "${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake"
        DEPENDS ${files} "${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake"
        COMMENT "embedding specs/")
    add_library(${target} STATIC "${output}")
    target_link_libraries(${target} PUBLIC understudy_flags)
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
